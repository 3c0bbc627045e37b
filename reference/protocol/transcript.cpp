// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is counted of dialogues; see transcript.hpp.
#include "reference/protocol/transcript.hpp"

#include <algorithm>
#include <set>

#include "reference/number/integer.hpp"

namespace attest::protocol {
namespace {

/// Bits of each number of `transcripts`.
std::vector<std::int64_t> bits_by_number(const std::vector<std::vector<Rational>>& transcripts) {
  std::vector<std::int64_t> result;
  if (transcripts.empty()) return result;
  for (std::size_t i = 0; i < transcripts.front().size(); ++i) {
    std::set<Rational> values;
    for (const std::vector<Rational>& transcript : transcripts) values.insert(transcript.at(i));
    result.push_back((Integer(values.size()) - 1).bit_length());
  }
  return result;
}

}  // namespace

std::vector<Rational> heard(const std::vector<Utterance>& said, const Hearing& hearing) {
  std::vector<Rational> result;
  for (const Utterance& one : said) {
    if (one.is_bobs ? !hearing.bobs : !hearing.alices) continue;
    if (hearing.keys) result.insert(result.end(), one.key.begin(), one.key.end());
    if (hearing.values) result.insert(result.end(), one.value.begin(), one.value.end());
  }
  return result;
}

std::int64_t bits_of(const std::vector<std::vector<Rational>>& transcripts) {
  std::int64_t bits = 0;
  for (const std::int64_t each : bits_by_number(transcripts)) bits += each;
  return bits;
}

std::int64_t bits_of_a_number(const std::vector<std::vector<Rational>>& transcripts) {
  std::int64_t bits = 0;
  for (const std::int64_t each : bits_by_number(transcripts)) bits = std::max(bits, each);
  return bits;
}

}  // namespace attest::protocol
