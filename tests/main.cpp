// SPDX-License-Identifier: Apache-2.0
/// \file
/// The test program's main function, which doctest supplies.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
