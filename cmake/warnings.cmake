# SPDX-License-Identifier: Apache-2.0
# Warnings, the same for every target of ours and errors in every preset.
add_compile_options(
  -Wall
  -Wextra
  -Wpedantic
  -Wshadow
  -Wconversion
  -Wsign-conversion
  -Wold-style-cast
  -Wdouble-promotion
  # Designated initialisers leave members at their defaults on purpose.
  -Wno-missing-field-initializers
  -Werror)

# Instrumented code makes the first report the standard library (GCC bug 105562), and without
# optimisation the second does not see that a failed contract ends; the release preset, which compiles
# the same sources, keeps both.
if(ATTEST_SANITIZE)
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> -Wno-return-type)
endif()
