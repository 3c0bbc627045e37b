// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two words with one read-out, found and verified.
#include <map>
#include <utility>

#include "claims/positional_lookup_bound/claim.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/pointer_lookup.hpp"

namespace attest::positional_lookup_bound {
namespace {

/// What the heads read at the query token, rounded.
std::vector<Rational> read_out(const model::Evaluator& evaluator, const std::vector<int>& at,
                               const check::Case& tokens) {
  const model::Trace trace = evaluator.trace(tokens, model::Tie::average);
  const auto query = static_cast<std::size_t>(trace.first_input + trace.inputs - 1);
  std::vector<Rational> numbers;
  for (const int coordinate : at) {
    const auto place =
        query * static_cast<std::size_t>(trace.d) + static_cast<std::size_t>(coordinate);
    numbers.push_back(std::get<Rational>(trace.layers.at(0).state.at(place)));
  }
  return numbers;
}

/// Whether the layer has one read-out and one answer on both inputs, and the task two answers.
bool is_verified(const model::Evaluator& evaluator, const std::vector<int>& at, std::int64_t n,
                 const Counterexample& found) {
  const check::Case first = tokens_of(n, found.z, found.y);
  const check::Case second = tokens_of(n, found.z_prime, found.y);
  const task::Task task = task::pointer_lookup();
  return read_out(evaluator, at, first) == read_out(evaluator, at, second) &&
         evaluator.answer(first) == evaluator.answer(second) &&
         task.answer(first) != task.answer(second);
}

std::int64_t lowest_bit(std::int64_t x) {
  std::int64_t bit = 0;
  while (((x >> bit) & 1) == 0) ++bit;
  return bit;
}

}  // namespace

check::Case tokens_of(std::int64_t n, std::int64_t z, std::int64_t y) {
  check::Case tokens(static_cast<int>(n) + 1, 2);
  for (int j = 0; j < n; ++j) tokens(j, 0) = (z >> j) & 1;
  tokens(static_cast<int>(n), 1) = y;
  return tokens;
}

Verdict defeat(const model::Transformer& layer, std::int64_t n, Flaw flaw) {
  ATTEST_REQUIRE(n >= 1 && n <= 30, "n = " + std::to_string(n));
  const model::Evaluator evaluator(layer, model::Arithmetic::rational, 0);
  const std::vector<int> all = read_out_coordinates(layer);
  std::vector<int> at = all;
  if (flaw == Flaw::ignores_first_number) at.erase(at.begin());
  std::map<std::vector<Rational>, std::int64_t> first_word;
  Verdict verdict;
  for (std::int64_t z = 0; z < std::int64_t{1} << n && !verdict.found; ++z) {
    ++verdict.words;
    const auto [place, is_new] = first_word.emplace(read_out(evaluator, at, tokens_of(n, z, 0)), z);
    if (is_new) continue;
    std::int64_t y = lowest_bit(z ^ place->second);
    if (flaw == Flaw::points_elsewhere) y = lowest_bit(~(z ^ place->second)) % n;
    verdict.found = Counterexample{.z = place->second, .z_prime = z, .y = y};
    verdict.is_verified = is_verified(evaluator, all, n, *verdict.found);
  }
  verdict.read_outs = std::ssize(first_word);
  return verdict;
}

}  // namespace attest::positional_lookup_bound
