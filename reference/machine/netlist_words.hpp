// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lines of circuit files, and numbers in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reference/machine/file_words.hpp"
#include "reference/number/function.hpp"
#include "reference/number/rational.hpp"

namespace attest::machine::netlist {

/// Every line of a text with its number, from 1.
void each_line(std::string_view text,
               const Function<void(std::string_view line, std::int64_t number)>& take);

/// An exact number. \throws InputError netlist-number
[[nodiscard]] Rational number_of(const Word& word, const std::string& line);

}  // namespace attest::machine::netlist
