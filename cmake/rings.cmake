# SPDX-License-Identifier: Apache-2.0
# Rings: one folder is one static library, and the libraries form the order of docs/model.md.

# attest_add_ring_headers()
# The standard and number headers that nearly every source includes, compiled once.
function(attest_add_ring_headers)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/ring_headers.cpp" CONTENT "" @ONLY)
  add_library(attest_ring_headers OBJECT "${PROJECT_BINARY_DIR}/generated/ring_headers.cpp")
  target_precompile_headers(attest_ring_headers PRIVATE
    <algorithm> <array> <cstdint> <map> <memory> <optional> <span> <string> <string_view> <utility>
    <vector>
    "${PROJECT_SOURCE_DIR}/reference/number/containers.hpp"
    "${PROJECT_SOURCE_DIR}/reference/number/contract.hpp"
    "${PROJECT_SOURCE_DIR}/reference/number/error.hpp"
    "${PROJECT_SOURCE_DIR}/reference/number/function.hpp"
    "${PROJECT_SOURCE_DIR}/reference/number/matrix.hpp")
endfunction()

# attest_add_rings(<folder>...)
# Adds the folders that are there, in this order.
function(attest_add_rings)
  foreach(folder IN LISTS ARGN)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt")
      add_subdirectory("${PROJECT_SOURCE_DIR}/${folder}" "${PROJECT_BINARY_DIR}/rings/${folder}")
    endif()
  endforeach()
endfunction()

# attest_ring(<ring> [COLD] [SEPARATE] [DEPENDS <ring>...] [PRIVATE <library>...] [EXCLUDE <file>...])
# Builds attest_<ring> from the sources of the current folder, or a header-only library where there
# are none. DEPENDS names lower rings, without the prefix; one whose folder is not there is left
# out. PRIVATE names libraries of others that only the .cpp files include. EXCLUDE names sources
# that belong to another target. COLD says that no inner loop runs in this ring: it is optimised
# less, and compiles in two thirds of the time. A ring's sources are compiled a few at a time, which
# takes half the time and makes the names of a ring's anonymous namespaces one set; SEPARATE keeps
# them apart, for rings whose sources are compiled for several processors or share such names.
function(attest_ring ring)
  cmake_parse_arguments(PARSE_ARGV 1 arg "COLD;SEPARATE" "" "DEPENDS;PRIVATE;EXCLUDE")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "attest_ring(${ring}): unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(TRANSFORM arg_EXCLUDE PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  list(REMOVE_ITEM sources ${arg_EXCLUDE})
  set(lower)
  foreach(name IN LISTS arg_DEPENDS)
    if(TARGET attest_${name})
      list(APPEND lower attest_${name})
    endif()
  endforeach()
  if(sources)
    add_library(attest_${ring} STATIC ${sources})
    target_link_libraries(attest_${ring} PUBLIC ${lower} PRIVATE ${arg_PRIVATE})
    target_precompile_headers(attest_${ring} REUSE_FROM attest_ring_headers)
    if(NOT arg_SEPARATE)
      set_target_properties(attest_${ring} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
      # A type of an anonymous namespace in a member is no fault where the file is included once.
      target_compile_options(attest_${ring} PRIVATE
        $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
    if(arg_COLD)
      target_compile_options(attest_${ring} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
  else()
    add_library(attest_${ring} INTERFACE)
    target_link_libraries(attest_${ring} INTERFACE ${lower})
  endif()
endfunction()

# attest_link_program(<target>)
# Links the object files of reference/ before everything else: a claim is compiled without
# optimisation, and of an inline function that both have the linker keeps the first.
function(attest_link_program target)
  foreach(ring number model check protocol gadget engine derive)
    target_link_libraries(${target} PRIVATE $<TARGET_OBJECTS:attest_${ring}>)
  endforeach()
endfunction()
