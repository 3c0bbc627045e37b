// SPDX-License-Identifier: Apache-2.0
/// \file
/// Dialogues on a fooling set, in buckets; a collision is judged by the literal evaluator.
#include "reference/derive/dialogue.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/derive/instances.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/hash128.hpp"
#include "reference/protocol/transcript.hpp"

namespace attest::derive {
namespace {

using protocol::Utterance;

/// What is compared of a dialogue.
std::vector<Rational> compared(const TwoWayContest& contest, std::vector<Utterance> said,
                               const std::vector<std::string>& heads) {
  if (!contest.unheard_heads.empty()) {
    // Utterances come head by head, `tokens` of each.
    const std::size_t tokens = said.size() / heads.size();
    for (const int head : contest.unheard_heads) {
      for (std::size_t t = 0; t < tokens; ++t) {
        Utterance& one = said.at(static_cast<std::size_t>(head) * tokens + t);
        std::fill(one.key.begin(), one.key.end(), Rational());
        std::fill(one.value.begin(), one.value.end(), Rational());
      }
    }
  }
  return protocol::heard(said, contest.compared);
}

std::uint64_t hash_of(const std::vector<Rational>& numbers) {
  Hasher128 hasher;
  for (const Rational& number : numbers) hasher.add(number);
  return hasher.finish().low;
}

}  // namespace

TwoWayMatch::TwoWayMatch(TwoWayContest contest)
    : contest_(std::move(contest)),
      instances_(contest_.fooling.reduces),
      literal_(contest_.candidate, model::Arithmetic::rational, /*precision=*/0) {
  const protocol::TwoParty parties(contest_.candidate, instances_.cut().bobs, contest_.channel);
  const auto inputs = static_cast<int>(contest_.fooling.reduces.places.size());
  numbers_ = parties.numbers(inputs);
  is_bobs_reader_ = parties.is_bobs_reader(inputs);
  std::vector<std::vector<Rational>> transcripts;
  std::unordered_map<std::uint64_t, std::vector<std::int64_t>> buckets;
  earlier_.assign(static_cast<std::size_t>(instances_.bob().size()), -1);
  std::vector<std::int64_t> last;  // by transcript: the last pair that has it
  try {
    for (std::int64_t b = 0; b < instances_.bob().size(); ++b) {
      const Matrix tokens = instances_.tokens(contest_.fooling.partner(b), b);
      transcripts.push_back(compared(contest_, parties.run(tokens).said, parties.heads()));
      std::vector<std::int64_t>& chain = buckets[hash_of(transcripts.back())];
      for (std::int64_t& same : chain) {
        if (transcripts[static_cast<std::size_t>(same)] != transcripts.back()) continue;
        earlier_[static_cast<std::size_t>(b)] = std::exchange(same, b);
        if (!first_) first_ = b;
        break;
      }
      if (earlier_[static_cast<std::size_t>(b)] >= 0) continue;
      chain.push_back(b);
      ++dialogues_;
    }
  } catch (const model::Undefined& error) {
    throw InputError("candidate-undefined", contest_.candidate.name, error.what(),
                     "a value for every input of the problem");
  }
  bits_ = protocol::bits_of(transcripts);
  number_bits_ = protocol::bits_of_a_number(transcripts);
  ATTEST_REQUIRE((Integer(dialogues_) - 1).bit_length() <= bits_,
                 std::to_string(dialogues_) + " dialogues in " + std::to_string(bits_) + " bits");
}

std::int64_t TwoWayMatch::needed_bits() const {
  return (Integer(instances_.bob().size()) - 1).bit_length();
}

std::optional<std::int64_t> TwoWayMatch::earlier(std::int64_t b_prime) const {
  const std::int64_t found = earlier_.at(static_cast<std::size_t>(b_prime));
  return found < 0 ? std::nullopt : std::optional(found);
}

FooledPair TwoWayMatch::fooled(std::int64_t b_prime) const {
  const std::int64_t b = earlier(b_prime).value();
  return {.a = contest_.fooling.partner(b),
          .b = b,
          .a_prime = contest_.fooling.partner(b_prime),
          .b_prime = b_prime};
}

std::string TwoWayMatch::text(const FooledPair& found) const {
  return instances_.text(found.a, found.b) + " and " +
         instances_.text(found.a_prime, found.b_prime);
}

std::string TwoWayMatch::objection_to(const FooledPair& found) const {
  const auto answer = [this](std::int64_t a, std::int64_t b) {
    return literal_.answer(instances_.tokens(a, b));
  };
  const auto truth = [this](std::int64_t a, std::int64_t b) {
    return instances_.target(a, b) != 0;
  };
  if (truth(found.a, found.b) || truth(found.a_prime, found.b_prime)) {
    return "a pair of the fooling set has the answer 1";
  }
  if (!truth(found.a, found.b_prime) && !truth(found.a_prime, found.b)) {
    return "crossed, both have the answer 0";
  }
  // Whoever reads knows the dialogue and an input: exchanging the other's changes no answer.
  const bool is_same =
      is_bobs_reader_ ? answer(found.a, found.b) == answer(found.a_prime, found.b) &&
                            answer(found.a_prime, found.b_prime) == answer(found.a, found.b_prime)
                      : answer(found.a, found.b) == answer(found.a, found.b_prime) &&
                            answer(found.a_prime, found.b_prime) == answer(found.a_prime, found.b);
  return is_same ? "" : "the model tells them from themselves crossed";
}

std::string TwoWayMatch::objection(std::int64_t b_prime) const {
  if (contest_.expectation == Expectation::defeat && !first_) {
    return "all dialogues differ: the model is not defeated";
  }
  if (contest_.expectation != Expectation::defeat && !first_ && bits_ < needed_bits()) {
    return "all dialogues differ, in fewer bits than they need";
  }
  if (!earlier(b_prime)) return {};
  const FooledPair found = fooled(b_prime);
  const std::string objection = objection_to(found);
  if (!objection.empty()) return text(found) + " have one dialogue, but " + objection;
  return contest_.expectation == Expectation::no_defeat ? text(found) + " defeat the model" : "";
}

std::map<std::string, std::string> TwoWayMatch::resources() const {
  std::map<std::string, std::string> table = table_of(derive::resources(contest_.candidate));
  table["numbers_said"] = std::to_string(numbers_);
  table["bits_a_number"] = std::to_string(number_bits_);
  table["bits_said"] = std::to_string(bits_);
  table["needed_bits"] = std::to_string(needed_bits());
  table["distinct_dialogues"] = std::to_string(dialogues_);
  table["fooling_pairs"] = std::to_string(instances_.bob().size());
  return table;
}

std::vector<check::Promise> TwoWayMatch::promises() const {
  std::vector<check::Promise> result;
  const Integer most = Integer(numbers_) * Integer(number_bits_);
  result.push_back({.quantity = "bits said",
                    .formula = contest_.channel == protocol::Channel::layers
                                   ? "p (tokens) sum over layers of H (d_k + d_v)"
                                   : "p m (Bob's tokens)",
                    .relation = "<=",
                    .value = most.to_string(),
                    .used = std::to_string(bits_),
                    .is_met = Integer(bits_) <= most});
  if (contest_.expectation == Expectation::no_defeat) {
    result.push_back({.quantity = "bits said",
                      .formula = "log2 |fooling set|",
                      .relation = ">=",
                      .value = std::to_string(needed_bits()),
                      .used = std::to_string(bits_),
                      .is_met = bits_ >= needed_bits()});
  }
  return result;
}

}  // namespace attest::derive
