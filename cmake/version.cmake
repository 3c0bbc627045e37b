# SPDX-License-Identifier: Apache-2.0
# Run at build time (cmake -P): writes GENERATED_DIR/version.cpp and its dependencies, version.d.
#
# The version of a claim is the first 16 digits of the SHA-256 of this text: the compilers' names
# and versions on a line, then the output of sha256sum for every file of reference/ and of the
# claim's folder, sorted by path.
cmake_minimum_required(VERSION 3.25)

file(STRINGS "${GENERATED_DIR}/version.inputs" inputs)
file(STRINGS "${GENERATED_DIR}/version.claims" claims)

set(depends)
set(reference_lines)
foreach(input IN LISTS inputs)
  file(SHA256 "${SOURCE_DIR}/${input}" hash)
  string(REPLACE " " "\\ " escaped "${SOURCE_DIR}/${input}")
  string(APPEND depends " \\\n  ${escaped}")
  if(input MATCHES "^claims/([^/]+)/")
    string(APPEND claim_lines_${CMAKE_MATCH_1} "${hash}  ${input}\n")
  elseif(input MATCHES "^reference/")
    string(APPEND reference_lines "${hash}  ${input}\n")
  endif()
endforeach()

set(VERSION_LINES)
list(LENGTH claims VERSION_COUNT)
foreach(id IN LISTS claims)
  # claims/ sorts before reference/.
  string(SHA256 hash "${COMPILERS}\n${claim_lines_${id}}${reference_lines}")
  string(SUBSTRING "${hash}" 0 16 hash)
  string(APPEND VERSION_LINES "    {\"${id}\", \"${hash}\"},\n")
endforeach()

# Runs git in the checkout; <variable> is empty where there is none.
function(git variable)
  execute_process(
    COMMAND git ${ARGN}
    WORKING_DIRECTORY "${SOURCE_DIR}"
    OUTPUT_VARIABLE output
    RESULT_VARIABLE status
    OUTPUT_STRIP_TRAILING_WHITESPACE
    ERROR_QUIET)
  if(NOT status EQUAL 0)
    set(output "")
  endif()
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()

set(COMMIT "unknown")
git(top rev-parse --show-toplevel)
if(top)
  file(REAL_PATH "${top}" top)
  file(REAL_PATH "${SOURCE_DIR}" source)
endif()
if(top AND top STREQUAL source)
  git(head rev-parse --short=12 HEAD)
  if(head)
    set(COMMIT "${head}")
    git(changed status --porcelain -- claims reference)
    if(changed)
      string(APPEND COMMIT "-changed")
    endif()
    git(head_log rev-parse --path-format=absolute --git-path logs/HEAD)
    if(EXISTS "${head_log}")
      string(REPLACE " " "\\ " escaped "${head_log}")
      string(APPEND depends " \\\n  ${escaped}")
    endif()
  endif()
endif()

configure_file("${SOURCE_DIR}/cmake/version.cpp.in" "${GENERATED_DIR}/version.cpp" @ONLY)
string(REPLACE " " "\\ " target "${GENERATED_DIR}/version.cpp")
file(WRITE "${GENERATED_DIR}/version.d" "${target}:${depends}\n")
