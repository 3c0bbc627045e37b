# SPDX-License-Identifier: Apache-2.0
# Claims: a folder of claims/ is a claim. Nothing is registered by hand.

# attest_claim_parts(<folder>)
# Stops with the name of the part that the claim in <folder> lacks.
function(attest_claim_parts folder)
  cmake_path(GET folder FILENAME id)
  if(NOT id MATCHES "^[a-z][a-z0-9_]*$")
    message(FATAL_ERROR
      "claims/${id}: the name of a claim is a lower-case letter, then lower-case letters, digits "
      "and underscores")
  endif()
  foreach(part README.md claim.hpp statements.cpp)
    if(NOT EXISTS "${folder}/${part}")
      message(FATAL_ERROR "claims/${id} lacks ${part}")
    endif()
  endforeach()
  if(NOT EXISTS "${folder}/construction.cpp" AND NOT EXISTS "${folder}/reduction.cpp")
    message(FATAL_ERROR "claims/${id} lacks construction.cpp (or reduction.cpp)")
  endif()
  if(IS_DIRECTORY "${folder}/inputs" AND NOT EXISTS "${folder}/inputs/SOURCES.md")
    message(FATAL_ERROR "claims/${id} lacks inputs/SOURCES.md, which says where the inputs are from")
  endif()
endfunction()

# attest_claim_ids(<variable>)
# Sets <variable> to the sorted ids of the claims, all of them complete.
function(attest_claim_ids variable)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/claims/*")
  set(ids)
  foreach(folder IN LISTS folders)
    if(IS_DIRECTORY "${folder}")
      attest_claim_parts("${folder}")
      cmake_path(GET folder FILENAME id)
      list(APPEND ids "${id}")
    endif()
  endforeach()
  list(SORT ids)
  set(${variable} "${ids}" PARENT_SCOPE)
endfunction()

# attest_add_versions(<id>...)
# Adds the command that writes generated/version.cpp at build time, whenever a file of a claim or
# of reference/ is changed, added or removed, and whenever the checkout moves to another commit.
function(attest_add_versions)
  set(generated "${PROJECT_BINARY_DIR}/generated")
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
    "${PROJECT_SOURCE_DIR}/claims/*" "${PROJECT_SOURCE_DIR}/reference/*")
  list(FILTER inputs EXCLUDE REGEX "/\\.[^/]*$|~$")
  list(SORT inputs)
  list(JOIN inputs "\n" lines)
  file(CONFIGURE OUTPUT "${generated}/version.inputs" CONTENT "${lines}\n" @ONLY)
  list(JOIN ARGN "\n" lines)
  file(CONFIGURE OUTPUT "${generated}/version.claims" CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT "${generated}/version.cpp"
    COMMAND "${CMAKE_COMMAND}"
      "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}"
      "-DGENERATED_DIR=${generated}"
      "-DCOMPILERS=${ATTEST_COMPILERS}"
      -P "${PROJECT_SOURCE_DIR}/cmake/version.cmake"
    DEPENDS
      "${generated}/version.inputs"
      "${generated}/version.claims"
      "${PROJECT_SOURCE_DIR}/cmake/version.cmake"
      "${PROJECT_SOURCE_DIR}/cmake/version.cpp.in"
    DEPFILE "${generated}/version.d"
    COMMENT "Hashing the claims"
    VERBATIM)
endfunction()

# attest_add_claim_headers()
# The headers that every claim includes, compiled once: a claim is one unit of its own and takes
# about a second instead of eight.
function(attest_add_claim_headers)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/claim_headers.cpp" CONTENT "" @ONLY)
  add_library(attest_claim_headers OBJECT "${PROJECT_BINARY_DIR}/generated/claim_headers.cpp")
  target_link_libraries(attest_claim_headers PRIVATE attest_derive attest_task attest_machine)
  attest_cold_options(attest_claim_headers)
  target_precompile_headers(attest_claim_headers PRIVATE
    <algorithm> <array> <charconv> <map> <memory> <numeric> <optional> <string> <vector>
    "${PROJECT_SOURCE_DIR}/reference/check/claim.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/agrees.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/computes.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/contest.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/family.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/reduces.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/resources.hpp"
    "${PROJECT_SOURCE_DIR}/reference/derive/series.hpp"
    "${PROJECT_SOURCE_DIR}/reference/model/builder.hpp"
    "${PROJECT_SOURCE_DIR}/reference/model/evaluate.hpp"
    "${PROJECT_SOURCE_DIR}/reference/model/json.hpp"
    "${PROJECT_SOURCE_DIR}/reference/number/ball.hpp"
    "${PROJECT_SOURCE_DIR}/reference/number/error.hpp")
endfunction()

# attest_add_claims()
# Builds attest_claim_<id> for each claim, and attest_registry, which lists them.
function(attest_add_claims)
  if(NOT EXISTS "${PROJECT_SOURCE_DIR}/reference/check/claim.hpp")
    return()  # nothing to register before the type of a claim is there
  endif()
  attest_claim_ids(ids)
  attest_add_claim_headers()
  set(CLAIM_INCLUDES)
  set(CLAIM_CALLS)
  set(libraries)
  foreach(id IN LISTS ids)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/claims/${id}/*.cpp")
    add_library(attest_claim_${id} STATIC ${sources})
    target_link_libraries(attest_claim_${id} PUBLIC attest_derive attest_task attest_machine)
    attest_cold_options(attest_claim_${id})
    target_precompile_headers(attest_claim_${id} REUSE_FROM attest_claim_headers)
    set_target_properties(attest_claim_${id} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    list(APPEND libraries attest_claim_${id})
    string(APPEND CLAIM_INCLUDES "#include \"claims/${id}/claim.hpp\"\n")
    string(APPEND CLAIM_CALLS "  all.push_back(attest::${id}::claim());\n")
  endforeach()

  set(generated "${PROJECT_BINARY_DIR}/generated")
  list(LENGTH ids CLAIM_COUNT)
  configure_file(cmake/registry.cpp.in "${generated}/registry.cpp" @ONLY)
  attest_add_versions(${ids})
  add_library(attest_registry STATIC "${generated}/registry.cpp" "${generated}/version.cpp")
  target_link_libraries(attest_registry PUBLIC attest_check PRIVATE ${libraries})
endfunction()
