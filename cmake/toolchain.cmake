# SPDX-License-Identifier: Apache-2.0
# Language, floating point, sanitizers, linker and compiler cache; the same for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# A product and a sum are rounded one after the other: proven error bounds count both roundings.
add_compile_options(-ffp-contract=off)

# What a null pointer, a wrong dynamic type or an object's end would show, the address sanitizer
# shows too; asking twice doubles the time to compile. Our code casts no pointer to a wider type.
if(ATTEST_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-sanitize=null,vptr,object-size,alignment)
  add_link_options(-fsanitize=address,undefined)
endif()

find_program(ATTEST_MOLD mold)
if(ATTEST_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# The sloppiness lets ccache serve units that use a precompiled header.
find_program(ATTEST_CCACHE ccache)
if(ATTEST_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      env CCACHE_SLOPPINESS=pch_defines,time_macros "${ATTEST_CCACHE}")
endif()

# Compiles what no inner loop runs in, see attest_cold_options.
find_program(ATTEST_CLANG clang++)

# What the versions of claims say of the compilers.
set(ATTEST_COMPILERS "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
if(ATTEST_CLANG AND NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
  execute_process(COMMAND "${ATTEST_CLANG}" -dumpversion
    OUTPUT_VARIABLE clang_version OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND ATTEST_COMPILERS ", Clang ${clang_version}")
endif()

# ccache gives precompiled headers back with other times than they were made at.
set(ATTEST_CLANG_OPTIONS -Wno-pragma-system-header-outside-header
    "SHELL:-Xclang -fno-pch-timestamp")
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PROJECT_SOURCE_DIR}/cmake/instead.sh;${CMAKE_CXX_COMPILER}")
  add_compile_options(${ATTEST_CLANG_OPTIONS})
endif()

# attest_cold_options(<target>)
# What no inner loop runs in, claims first of all, is not optimised, and clang compiles it where it is
# installed: half the time that g++ takes, and the same library and ABI. The rest is compiled by g++,
# whose vector code is the faster one. A sanitized program has one compiler, for the two have sanitizer
# runtimes of their own: clang, in half the time again (the asan preset).
function(attest_cold_options target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O0>)
  if(ATTEST_CLANG AND NOT ATTEST_SANITIZE AND NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    set_target_properties(${target} PROPERTIES
      CXX_COMPILER_LAUNCHER "${PROJECT_SOURCE_DIR}/cmake/instead.sh;${ATTEST_CLANG}")
    target_compile_options(${target} PRIVATE ${ATTEST_CLANG_OPTIONS})
  endif()
endfunction()
