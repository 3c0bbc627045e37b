# SPDX-License-Identifier: Apache-2.0
# Rings: one folder is one static library, and the libraries form the order of docs/model.md.

# attest_add_ring_headers()
# The standard and number headers that nearly every source includes, compiled once for the rings that
# are optimised and once for the cold ones.
function(attest_add_ring_headers)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/ring_headers.cpp" CONTENT "" @ONLY)
  foreach(headers attest_ring_headers attest_cold_headers)
    add_library(${headers} OBJECT "${PROJECT_BINARY_DIR}/generated/ring_headers.cpp")
    target_precompile_headers(${headers} PRIVATE
      <algorithm> <array> <cstdint> <map> <memory> <optional> <span> <string> <string_view> <utility>
      <vector>
      "${PROJECT_SOURCE_DIR}/reference/number/containers.hpp"
      "${PROJECT_SOURCE_DIR}/reference/number/contract.hpp"
      "${PROJECT_SOURCE_DIR}/reference/number/error.hpp"
      "${PROJECT_SOURCE_DIR}/reference/number/function.hpp"
      "${PROJECT_SOURCE_DIR}/reference/number/matrix.hpp")
  endforeach()
  attest_cold_options(attest_cold_headers)
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

# attest_ring(<ring> [COLD [HOT <file>...]] [SEPARATE] [DEPENDS <ring>...] [PRIVATE <library>...]
#             [EXCLUDE <file>...])
# Builds attest_<ring> from the sources of the current folder, or a header-only library where there
# are none. DEPENDS names lower rings, without the prefix; one whose folder is not there is left
# out. PRIVATE names libraries of others that only the .cpp files include. EXCLUDE names sources
# that belong to another target. COLD says that no inner loop runs in this ring but in the sources
# after HOT: the rest compiles in a third of the time (attest_cold_options). A ring's sources are
# compiled a few at a time, which takes half the time and makes the names of a ring's anonymous
# namespaces one set; SEPARATE keeps them apart, for rings whose sources are compiled for several
# processors or share such names.
function(attest_ring ring)
  cmake_parse_arguments(PARSE_ARGV 1 arg "COLD;SEPARATE" "" "HOT;DEPENDS;PRIVATE;EXCLUDE")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "attest_ring(${ring}): unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(TRANSFORM arg_HOT PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  foreach(source IN LISTS arg_HOT)
    if(NOT source IN_LIST sources)
      message(FATAL_ERROR "attest_ring(${ring}): there is no ${source}")
    endif()
  endforeach()
  list(TRANSFORM arg_EXCLUDE PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  list(REMOVE_ITEM sources ${arg_EXCLUDE} ${arg_HOT})
  set(lower)
  foreach(name IN LISTS arg_DEPENDS)
    if(TARGET attest_${name})
      list(APPEND lower attest_${name})
    endif()
  endforeach()
  if(NOT sources)
    add_library(attest_${ring} INTERFACE)
    target_link_libraries(attest_${ring} INTERFACE ${lower})
    return()
  endif()
  add_library(attest_${ring} STATIC ${sources})
  set(parts attest_${ring})
  if(arg_HOT)
    add_library(attest_${ring}_hot OBJECT ${arg_HOT})
    target_sources(attest_${ring} PRIVATE $<TARGET_OBJECTS:attest_${ring}_hot>)
    list(APPEND parts attest_${ring}_hot)
  endif()
  foreach(part IN LISTS parts)
    target_link_libraries(${part} PUBLIC ${lower} PRIVATE ${arg_PRIVATE})
    if(arg_COLD AND part STREQUAL "attest_${ring}")
      attest_cold_options(${part})
      target_precompile_headers(${part} REUSE_FROM attest_cold_headers)
    else()
      target_precompile_headers(${part} REUSE_FROM attest_ring_headers)
      if(NOT arg_SEPARATE)
        set_property(GLOBAL APPEND PROPERTY ATTEST_HOT_LIBRARIES ${part})
      endif()
      # A type of an anonymous namespace in a member is no fault where the file is included once.
      target_compile_options(${part} PRIVATE
        $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
    if(NOT arg_SEPARATE)
      set_target_properties(${part} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    endif()
  endforeach()
endfunction()

# attest_link_program(<target>)
# Links the optimised object files before everything else: of an inline function that these and the
# cold ones have the linker keeps the first (so those of SEPARATE rings, which may be for a certain
# processor, come later). Exact numbers and small models allocate all the time: the
# allocator is jemalloc, which saves a seventh of a check.
function(attest_link_program target)
  get_property(libraries GLOBAL PROPERTY ATTEST_HOT_LIBRARIES)
  foreach(library IN LISTS libraries)
    target_link_libraries(${target} PRIVATE $<TARGET_OBJECTS:${library}>)
  endforeach()
  if(NOT ATTEST_SANITIZE)  # a sanitizer brings an allocator of its own
    target_link_libraries(${target} PRIVATE jemalloc::jemalloc)
  endif()
endfunction()
