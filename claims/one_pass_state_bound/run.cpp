// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrent layers on a user's text, and what they hold.
#include <algorithm>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

constexpr std::int64_t most_tokens = 4096;
constexpr std::int64_t most_run_layers = 64;

/// What the mutant of a name breaks. \throws InputError mutant-unknown
Broken broken_of(const std::string& mutant) {
  if (mutant.empty()) return Broken::nothing;
  if (mutant == "read_before_write") return Broken::read_before_write;
  if (mutant == "not_erased") return Broken::not_erased;
  if (mutant == "queries_previous") return Broken::queries_previous;
  if (mutant == "bottom_merged") return Broken::bottom_merged;
  derive::refuse_mutant(mutant, "read_before_write, not_erased, queries_previous or bottom_merged");
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"},
                                  .settings = {"k"},
                                  .no_model = "a recurrent machine is no description"});
  const std::int64_t k = derive::integer_setting(request, "k", 1, most_run_layers);
  const Symbols text = derive::bytes_of(request, most_tokens);
  const Broken how = broken_of(request.mutant);
  // The letters that occur, numbered from 1: the state is as large as the alphabet.
  Symbols letters = text;
  std::sort(letters.begin(), letters.end());
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  Symbols word;
  for (const std::int64_t symbol : text) {
    word.push_back(std::lower_bound(letters.begin(), letters.end(), symbol) - letters.begin() + 1);
  }
  const std::int64_t size = std::ssize(letters);
  const machine::recurrent::Recurrent found =
      machine::recurrent::delta_rule_layers(word, size, k, how);
  const std::vector<Rational> outputs(found.outputs.begin(), found.outputs.end());
  check::RunResult result{.input = request.place};
  result.agrees = outputs == task::k_hop(k).answer(check::word_of(word));
  const std::int64_t last = found.outputs.back();
  const bool is_letter = 1 <= last && last <= size;  // only a broken machine has others than these
  const auto hops = std::count_if(found.outputs.begin(), found.outputs.end(),
                                  [](std::int64_t output) { return output != 0; });
  result.result_json =
      "{\"k\":" + std::to_string(k) + ",\"tokens\":" + std::to_string(word.size()) +
      ",\"letters\":" + std::to_string(size) + ",\"layers\":" + std::to_string(k) +
      ",\"words\":" + std::to_string(found.words) + ",\"state_bits\":" +
      std::to_string(bits_of(pow(Integer(size + 1), static_cast<unsigned>(found.words)))) +
      ",\"hops\":" + std::to_string(hops) + ",\"last\":" +
      (is_letter ? std::to_string(letters[static_cast<std::size_t>(last - 1)] - 1) : "null") + "}";
  result.model = {{"layers", k}, {"words", found.words}};
  return {result};
}

}  // namespace attest::one_pass_state_bound
