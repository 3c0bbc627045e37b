// SPDX-License-Identifier: Apache-2.0
/// \file
/// The files of assets/, compiled into the program.
#pragma once

#include <string_view>

namespace attest::site {

/// The stylesheet of all pages: light and dark, narrow and wide, screen and paper.
[[nodiscard]] std::string_view stylesheet();

/// The program of the first page that narrows its claims down.
[[nodiscard]] std::string_view filter_program();

/// The program for node that typesets formulas.
[[nodiscard]] std::string_view typesetting_program();

}  // namespace attest::site
