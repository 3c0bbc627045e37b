// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary on a user's layer.
#include <algorithm>
#include <utility>

#include "claims/positional_lookup_bound/claim.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "reference/model/positional.hpp"
#include "reference/number/error.hpp"

namespace attest::positional_lookup_bound {
namespace {

constexpr std::int64_t most_n = 16;  // all 2^16 words take some seconds where nothing is found
constexpr std::int64_t most_bits = 64;

void refuse(const check::RunRequest& request, const char* error, const std::string& found,
            const char* expected) {
  throw InputError(error, request.place, found, expected);
}

/// Refuses what the argument does not cover. \throws InputError
void require_candidate(const check::RunRequest& request, const model::Transformer& layer,
                       std::int64_t n) {
  if (layer.fields != std::vector<std::string>{"z", "y"}) {
    refuse(request, "candidate-fields", std::to_string(layer.fields.size()) + " fields",
           "the fields z, the bit, and y, the pointer");
  }
  std::int64_t layers = 0;
  for (const auto& [block, times] : layer.schedule) {
    layers += layer.blocks[static_cast<std::size_t>(block)].heads.empty() ? 0 : times;
  }
  const bool is_first = !layer.blocks.empty() && !layer.blocks[0].heads.empty() &&
                        layer.schedule.size() == 1 && layer.blocks.size() == 1;
  if (layers != 1 || !is_first) {
    refuse(request, "candidate-layers", std::to_string(layers) + " layers with heads",
           "one block with heads, once");
  }
  if (!model::content_reads(layer).empty()) {
    refuse(request, "candidate-content", "scores that are functions of z or y",
           "scores that are functions of the position alone");
  }
  if (!layer.extra_tokens.empty() || layer.decode.at != model::ReadAt::last_input) {
    refuse(request, "candidate-reader", "extra tokens, or another token that is read",
           "no extra tokens, the last input read");
  }
  // What the heads read has to be what they write, and not to depend on y.
  const model::Evaluator evaluator(layer, model::Arithmetic::rational, 0);
  std::vector<Rational> first;
  for (std::int64_t y = 0; y < n; ++y) {
    const Matrix embedded = evaluator.embed(tokens_of(n, 0, y));
    std::vector<Rational> seen;
    for (const int at : read_out_coordinates(layer)) {
      seen.push_back(embedded(static_cast<int>(n), at));
      if (!seen.back().is_zero()) {
        refuse(request, "candidate-read-out", "an embedding that writes where heads write",
               "heads that write to registers of their own");
      }
    }
    for (const model::Head& head : layer.blocks[0].heads) {
      for (const model::Linear& value : head.values) {
        for (const model::Entry& entry : value) {
          seen.push_back(embedded(static_cast<int>(n), entry.from));
        }
      }
    }
    if (y == 0) first = seen;
    if (seen != first) {
      refuse(request, "candidate-value", "a value of the query token that depends on y",
             "values of z and the position");
    }
  }
}

Flaw flaw_named(const std::string& name) {
  if (name.empty()) return Flaw::none;
  if (name == "points_elsewhere") return Flaw::points_elsewhere;
  if (name == "number_ignored") return Flaw::ignores_first_number;
  derive::refuse_mutant(name, "points_elsewhere or number_ignored");
}

std::string word_text(std::int64_t n, std::int64_t z) {
  std::string text;
  for (std::int64_t j = 0; j < n; ++j) text += ((z >> j) & 1) != 0 ? '1' : '0';
  return "\"" + text + "\"";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(
      request,
      {.statements = {"S1"}, .settings = {"n", "bits"}, .no_model = "the input file is the model"});
  const Flaw flaw = flaw_named(request.mutant);
  const model::ModelFile file = model::from_json(request.text, request.place);
  const std::int64_t n = derive::parameter(request, file, "n", 1, most_n);
  const std::int64_t bits = derive::parameter(request, file, "bits", 0, most_bits);
  derive::require_rational(file.model, request.place);
  require_candidate(request, file.model, n);
  check::RunResult result{.input = request.place};
  Verdict verdict;
  try {
    verdict = defeat(rounded(file.model, static_cast<int>(bits)), n, flaw);
  } catch (const model::Undefined& error) {
    refuse(request, "candidate-undefined", error.what(), "a layer with a value on every input");
  }
  result.result_json = "{\"n\":" + std::to_string(n) +
                       ",\"words\":" + std::to_string(verdict.words) +
                       ",\"read_outs\":" + std::to_string(verdict.read_outs);
  if (verdict.found) {
    result.result_json += ",\"counterexample\":{\"z\":" + word_text(n, verdict.found->z) +
                          ",\"z_prime\":" + word_text(n, verdict.found->z_prime) +
                          ",\"y\":" + std::to_string(verdict.found->y) + "}}";
  } else {
    result.result_json += ",\"counterexample\":null}";
  }
  // A counterexample that was verified, or as many read-outs as words: all that the bound says.
  result.agrees = verdict.found ? verdict.is_verified : verdict.read_outs == std::int64_t{1} << n;
  result.model = derive::facts_of(file.model);
  return {result};
}

}  // namespace attest::positional_lookup_bound
