// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lines of circuit files, and numbers in them.
#include "reference/machine/netlist_words.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::machine::netlist {
namespace {

constexpr std::size_t most_digits = 1000;  // of a number in a file

}  // namespace

void each_line(std::string_view text,
               const Function<void(std::string_view line, std::int64_t number)>& take) {
  std::int64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end), ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

Rational number_of(const Word& word, const std::string& line) {
  if (word.text.size() <= most_digits) {
    try {
      return Rational::parse(word.text);
    } catch (const InputError&) {  // named below, with its place
    }
  }
  refuse(
      "netlist-number", line, word.column, in_quotes(word.text),
      "a number: p, p/q or a decimal, of at most " + std::to_string(most_digits) + " characters");
}

}  // namespace attest::machine::netlist
