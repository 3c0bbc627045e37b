// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where k steps along a user's permutation lead.
#include <optional>
#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/number/error.hpp"
#include "reference/task/cycles.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

constexpr std::int64_t most_points = 64;
constexpr std::int64_t most_steps = 1024;
constexpr std::int64_t most_tokens = 4097;  // quadratic time: a word this long takes seconds

/// The permutation of the text. \throws InputError permutation-entry, permutation-repeat
Image permutation_of(const check::RunRequest& request) {
  const std::vector<Integer> entries = derive::integers_of(request, most_points);
  const std::string range = "a point from 0 to " + std::to_string(entries.size() - 1);
  Image image;
  std::vector<std::optional<std::size_t>> from(entries.size());
  for (std::size_t u = 0; u < entries.size(); ++u) {
    const std::string place = request.place + ": image of " + std::to_string(u);
    if (entries[u] < 0 || entries[u] >= std::ssize(entries)) {
      throw InputError("permutation-entry", place, entries[u].to_string(), range);
    }
    image.push_back(entries[u].to_int64());
    std::optional<std::size_t>& earlier = from[static_cast<std::size_t>(image.back())];
    if (earlier) {
      throw InputError("permutation-repeat", place,
                       std::to_string(image.back()) + ", the image of " + std::to_string(*earlier),
                       "every point once");
    }
    earlier = u;
  }
  return image;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(
      request, {.statements = {"S2.walker"},
                .settings = {"k", "start"},
                .no_model = "the model of S2.walker belongs to a number of points and of steps"});
  const Image image = permutation_of(request);
  const std::int64_t n = std::ssize(image);
  const std::int64_t k =
      derive::integer_setting(request, "k", 1, most_steps, std::max<std::int64_t>(1, n / 2));
  const std::int64_t start = derive::integer_setting(request, "start", 0, n - 1, 0);
  const std::int64_t tokens = word_length(Points::vertices, n, k);
  if (tokens > most_tokens) {
    throw InputError("run-length", "--set k=" + std::to_string(k),
                     std::to_string(tokens) + " tokens", "at most " + std::to_string(most_tokens));
  }
  const model::Transformer model =
      derive::broken(walker(n, k), request.mutant, walker_mutants(), {{"n", n}, {"k", k}});
  const check::Case word = vertex_word(image, k, start);
  const std::vector<Rational> truth{task::walk(image, start, k), k + 1};
  check::RunResult result{.input = request.place};
  std::string end = "null";
  try {
    const std::vector<Rational> found = model::answer(model, word, {});
    // In another block than the last one the walk has ended elsewhere.
    if (found.at(1) == truth[1]) end = derive::json_of(found[0]);
    result.agrees = found == truth;
  } catch (const model::Undefined&) {  // a tie: only a broken model comes here
  }
  result.result_json = "{\"points\":" + std::to_string(n) + ",\"k\":" + std::to_string(k) +
                       ",\"tokens\":" + std::to_string(tokens) +
                       ",\"start\":" + std::to_string(start) + ",\"end\":" + end + "}";
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::k_hop_depth_optimality
