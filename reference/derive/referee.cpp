// SPDX-License-Identifier: Apache-2.0
/// \file
/// Both sides of a counterexample, token by token.
#include "reference/derive/referee.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/number/error.hpp"
#include "reference/protocol/cut.hpp"

namespace attest::derive {
namespace {

using protocol::Sums;

/// What is wrong with two outputs and two answers; empty if nothing is.
std::string difference(const std::vector<Rational>& outputs, const std::vector<Rational>& others,
                       int answer, int other_answer) {
  if (outputs != others) return "outputs " + text_of(outputs) + " and " + text_of(others);
  if (answer == other_answer) return "the target is " + std::to_string(answer) + " on both";
  return {};
}

}  // namespace

Referee::Referee(const Instances& instances, const Candidate& candidate)
    : instances_(instances),
      candidate_(candidate),
      layer_(candidate.layer, instances.reduces().reader) {
  const int last = std::max(instances.alice().largest_letter(), instances.bob().largest_letter());
  for (int letter = 0; letter <= last; ++letter) {
    terms_.push_back(layer_.terms(instances.tokens_of_letter(letter)));
  }
}

std::vector<Rational> Referee::outputs(std::int64_t a, std::int64_t b) const {
  const std::vector<Place>& places = instances_.reduces().places;
  const std::vector<int>& alices = instances_.alice().at(a).value();
  const std::vector<int>& bobs = instances_.bob().at(b).value();
  Sums alice(static_cast<std::size_t>(layer_.numbers()));
  Sums bob = alice;
  const auto first = static_cast<std::size_t>(layer_.first_input());
  for (std::size_t i = 0; i < terms_[0].size(); ++i) {
    const bool is_input = i >= first && i - first < places.size();
    const Place place = is_input ? places[i - first] : Place{};
    const auto slot = static_cast<std::size_t>(place.slot);
    switch (place.owner) {
      case Owner::fixed:
        protocol::add(alice, terms_[0][i]);
        break;
      case Owner::alice:
        protocol::add(alice, terms_[static_cast<std::size_t>(alices[slot])][i]);
        break;
      case Owner::bob:
        protocol::add(bob, terms_[static_cast<std::size_t>(bobs[slot])][i]);
        break;
    }
  }
  Sums total = protocol::leading_bits(std::move(alice), candidate_.bits);
  protocol::add(total, protocol::leading_bits(std::move(bob), candidate_.bits));
  return layer_.outputs(total);
}

std::string Referee::objection(const Counterexample& found) const {
  return difference(outputs(found.a, found.b), outputs(found.a, found.b_prime),
                    instances_.target(found.a, found.b), instances_.target(found.a, found.b_prime));
}

std::vector<Rational> Referee::literal_outputs(std::int64_t a, std::int64_t b) const {
  return protocol::execute(layer_, instances_.cut(), candidate_.bits, instances_.tokens(a, b))
      .outputs;
}

std::string Referee::literal_objection(const Counterexample& found) const {
  std::string objection =
      difference(literal_outputs(found.a, found.b), literal_outputs(found.a, found.b_prime),
                 instances_.target(found.a, found.b), instances_.target(found.a, found.b_prime));
  if (!objection.empty() || candidate_.bits != 0) return objection;
  const auto reader_row = [&](std::int64_t b) {
    const Matrix state = model::final_state(
        candidate_.layer, model::embed(candidate_.layer, instances_.tokens(found.a, b)),
        model::Tie::average);
    const auto row = state.row(layer_.first_input() + layer_.reader());
    return std::vector<Rational>(row.begin(), row.end());
  };
  try {
    const std::vector<Rational> left = reader_row(found.b);
    const std::vector<Rational> right = reader_row(found.b_prime);
    return left == right ? "" : "final states " + text_of(left) + " and " + text_of(right);
  } catch (const model::Undefined& error) {
    throw InputError("candidate-undefined", "the layer's literal evaluation", error.what(),
                     "a value at every token");
  }
}

model::Answer Referee::answer(std::int64_t a, std::int64_t b) const {
  return layer_.finish(instances_.tokens(a, b), outputs(a, b));
}

}  // namespace attest::derive
