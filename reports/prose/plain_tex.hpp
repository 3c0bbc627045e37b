// SPDX-License-Identifier: Apache-2.0
/// \file
/// TeX between dollars as a terminal can show it.
#pragma once

#include <string>
#include <string_view>

namespace attest::prose {

/// The text with each `$...$` as characters: "$\lceil \log_2 n \rceil \le n^{k+1}$" is
/// "⌈log_2 n⌉ ≤ n^(k+1)". A dollar without its partner stands for itself; a command that is not
/// known keeps its name.
[[nodiscard]] std::string plain_tex(std::string_view text);

}  // namespace attest::prose
