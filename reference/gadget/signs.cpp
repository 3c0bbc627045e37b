// SPDX-License-Identifier: Apache-2.0
/// \file
/// Signs of numbers; see signs.hpp.
#include "reference/gadget/signs.hpp"

namespace attest::gadget {

using model::CircuitBuilder;
using model::Wire;

Rational two_to(std::int64_t exponent) {
  const Rational magnitude =
      power_of_two(static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(1) / magnitude : magnitude;
}

std::vector<Wire> bits(CircuitBuilder& circuit, Wire number, int count) {
  std::vector<Wire> result;
  for (int i = count - 1; i > 0; --i) {
    const Wire bit = circuit.less(circuit.constant(two_to(i) - 1), number);
    number = number - bit * two_to(i);
    result.push_back(bit);
  }
  result.push_back(number);
  return result;
}

std::vector<Wire> word_bits(CircuitBuilder& circuit, Wire word, int count) {
  const Wire sign = circuit.less(word, circuit.constant(0));
  std::vector<Wire> result = bits(circuit, word + sign * two_to(count - 1), count - 1);
  result.insert(result.begin(), sign);
  return result;
}

void write_signs(CircuitBuilder& circuit, const std::vector<Wire>& values, Wire gate,
                 const std::string& name, int first) {
  const Wire twice = gate + gate;
  for (const Wire bit : values) circuit.output(name, first++, bit * twice - gate);
}

Wire signed_sum(CircuitBuilder& circuit, const std::vector<std::string>& names,
                const model::Slice& slice, bool is_word) {
  Wire sum = circuit.constant(0);
  for (int i = 0; i < slice.size; ++i) {
    const Rational place = two_to(slice.size - 1 - i);
    const Wire x = circuit.input(names[static_cast<std::size_t>(slice[i])]);
    sum = sum + x * (is_word && i == 0 ? -place : place);
  }
  return sum;
}

}  // namespace attest::gadget
