// SPDX-License-Identifier: Apache-2.0
/// \file
/// *.gap: every query of every head has one best key.
#include <algorithm>
#include <memory>
#include <optional>

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

/// The scores of a block.
class Scored {
 public:
  explicit Scored(model::Transformer model)
      : model_(std::move(model)), evaluator_(model_, model::Arithmetic::rational, 0) {}

  /// Least distance between the best and the second best key over all queries of all heads.
  [[nodiscard]] Rational least_gap(const check::Case& tokens) const {
    const model::Trace trace = evaluator_.trace(tokens, model::Tie::average);
    std::optional<Rational> least;
    for (const model::LayerTrace& layer : trace.layers) {
      for (const model::HeadTrace& head : layer.heads) {
        for (int i = 0; i < head.queries; ++i) {
          const Rational gap = gap_of(head, i);
          if (!least || gap < *least) least = gap;
        }
      }
    }
    return least.value();
  }

 private:
  static Rational gap_of(const model::HeadTrace& head, int query) {
    const auto first = head.scores.begin() + static_cast<std::ptrdiff_t>(query) * head.keys;
    std::vector<Rational> scores;
    for (auto score = first; score != first + head.keys; ++score) {
      scores.push_back(std::get<Rational>(*score));
    }
    std::nth_element(scores.begin(), scores.begin() + 1, scores.end(), std::greater<>());
    return scores[0] - scores[1];
  }

  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
};

}  // namespace

check::Statement gap(check::Statement statement, Blocks blocks) {
  statement.title = "No query ever ties";
  statement.sentence =
      "On a memory with all addresses the best key of each query of each head beats the second "
      "best by at least 1, in every layer of every loop.";
  if (blocks == Blocks::integers) {
    statement.sentence =
        "While all addresses that are used have columns, the best key of each query of each head "
        "beats the second best by at least 1, in every layer of every loop.";
  }
  statement.fidelity.checked = "All scores of all heads, on states of random machines.";
  statement.fidelity.gap = "The stated sizes; a sample.";
  const auto make = [blocks](const check::Params& params, std::uint64_t seed) {
    const Size size = size_of(blocks, params);
    const auto built = std::make_shared<const Scored>(block(blocks, size));
    const auto tied =
        std::make_shared<const Scored>(block(blocks, size, {.favours_writer = false}));
    return derive::Agrees{
        .relation = derive::Relation::at_least,
        .left =
            [built, tied](const check::Case& tokens, const std::string& twist) {
              return std::vector<Rational>{(twist.empty() ? built : tied)->least_gap(tokens)};
            },
        .right = [](const check::Case&) { return std::vector<Rational>{1}; },
        .cases = random_runs(blocks, size, 3, 8, seed),
        .evaluator = "literal scores"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "writer_not_favoured",
                          .why = "column 0 ties with the column that it writes to",
                          .proof = {}}});
}

}  // namespace attest::looped_subleq_von_neumann
