// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cutting sums to leading bits, running the protocol, counting what a message can say.
#include "reference/protocol/cut.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::protocol {

Integer leading_bits(const Integer& x, int bits) {
  ATTEST_REQUIRE(bits >= 0, std::to_string(bits) + " leading bits");
  const std::int64_t surplus = x.bit_length() - bits;
  if (bits == 0 || surplus <= 0) return x;
  const Integer unit = power_of_two(static_cast<unsigned>(surplus));
  return x.sign() < 0 ? -(floor_div(-x, unit) * unit) : floor_div(x, unit) * unit;
}

Sums leading_bits(Sums sums, int bits) {
  for (Integer& sum : sums) sum = leading_bits(sum, bits);
  return sums;
}

Execution execute(const OneLayer& layer, const Cut& cut, int bits, const Matrix& tokens) {
  ATTEST_REQUIRE(layer.reader() == cut.reader, "a layer read at another token");
  const std::vector<Sums> terms = layer.terms(tokens);
  std::vector<char> is_bobs(terms.size(), 0);
  for (const int position : cut.bobs) {
    ATTEST_REQUIRE(position != cut.reader, "Bob owns the token that is read");
    const int row = layer.first_input() + position;
    is_bobs.at(static_cast<std::size_t>(row)) = 1;
  }
  Sums alice(static_cast<std::size_t>(layer.numbers()));
  Sums bob = alice;
  for (std::size_t i = 0; i < terms.size(); ++i) add(is_bobs[i] != 0 ? bob : alice, terms[i]);
  Execution result{.message = leading_bits(std::move(bob), bits),
                   .total = leading_bits(std::move(alice), bits),
                   .outputs = {}};
  add(result.total, result.message);
  result.outputs = layer.outputs(result.total);
  return result;
}

Integer values_of_number(int magnitude_bits, int bits, bool is_signed) {
  ATTEST_REQUIRE(magnitude_bits >= 0 && bits >= 0, "a number of bits below 0");
  const auto e = static_cast<unsigned>(magnitude_bits);
  const auto t = static_cast<unsigned>(bits);
  // Below 2^t every value; then 2^(t-1) values for each of the lengths t+1, .., E.
  const Integer unsigned_values = bits == 0 || bits >= magnitude_bits
                                      ? power_of_two(e)
                                      : power_of_two(t) + Integer(e - t) * power_of_two(t - 1);
  return is_signed ? Integer(2) * unsigned_values - 1 : unsigned_values;
}

std::int64_t Ledger::bits() const { return (messages - 1).bit_length(); }

Ledger ledger_of(const std::vector<Sums>& messages, int numbers, int bits) {
  Ledger ledger{.numbers = numbers, .leading_bits = bits};
  for (const Sums& message : messages) {
    ATTEST_REQUIRE(std::ssize(message) == numbers, "a message of another protocol");
    for (const Integer& sum : message) {
      ledger.magnitude_bits = std::max(ledger.magnitude_bits, static_cast<int>(sum.bit_length()));
      ledger.is_signed = ledger.is_signed || sum.sign() < 0;
    }
  }
  ledger.values_a_number = values_of_number(ledger.magnitude_bits, bits, ledger.is_signed);
  ledger.messages = pow(ledger.values_a_number, static_cast<unsigned>(numbers));
  return ledger;
}

}  // namespace attest::protocol
