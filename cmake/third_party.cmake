# SPDX-License-Identifier: Apache-2.0
# The libraries of others, each as an imported target, so that their headers are SYSTEM headers.
find_package(benchmark CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(Eigen3 CONFIG REQUIRED)
find_package(EXPAT REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(TBB CONFIG REQUIRED)
find_package(Threads REQUIRED)

# attest_import(<target> HEADER <file> LIBRARY <name> [NEEDS <target>...])
# For the libraries that bring no CMake files of their own.
function(attest_import target)
  cmake_parse_arguments(PARSE_ARGV 1 import "" "HEADER;LIBRARY" "NEEDS")
  string(MAKE_C_IDENTIFIER "ATTEST_${import_LIBRARY}" variable)
  find_path(${variable}_INCLUDE "${import_HEADER}" REQUIRED)
  find_library(${variable}_LIBRARY "${import_LIBRARY}" PATH_SUFFIXES graphviz REQUIRED)
  mark_as_advanced(${variable}_INCLUDE ${variable}_LIBRARY)
  add_library(${target} UNKNOWN IMPORTED)
  set_target_properties(${target} PROPERTIES
    IMPORTED_LOCATION "${${variable}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${${variable}_INCLUDE}"
    INTERFACE_LINK_LIBRARIES "${import_NEEDS}")
endfunction()

attest_import(GMP::gmp HEADER gmp.h LIBRARY gmp)
attest_import(MPFR::mpfr HEADER mpfr.h LIBRARY mpfr NEEDS GMP::gmp)
attest_import(FLINT::flint HEADER flint/flint.h LIBRARY flint NEEDS MPFR::mpfr GMP::gmp)
attest_import(FLINT::arb HEADER arb.h LIBRARY flint-arb NEEDS FLINT::flint)
attest_import(jemalloc::jemalloc HEADER jemalloc/jemalloc.h LIBRARY jemalloc)
attest_import(Graphviz::cgraph HEADER graphviz/cgraph.h LIBRARY cgraph)
attest_import(Graphviz::gvc HEADER graphviz/gvc.h LIBRARY gvc NEEDS Graphviz::cgraph)
attest_import(Graphviz::core_plugin HEADER graphviz/gvplugin.h LIBRARY gvplugin_core)
attest_import(Graphviz::neato_plugin HEADER graphviz/gvplugin.h LIBRARY gvplugin_neato_layout)
