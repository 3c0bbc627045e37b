// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2.gap: the used queries of the one-layer block have unique best keys.
#include <algorithm>
#include <memory>
#include <optional>

#include "claims/looped_subleq/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_subleq {
namespace {

/// The scores of a one-layer block.
class Scored {
 public:
  explicit Scored(const model::Transformer& model)
      : model_(without_units(model)), evaluator_(model_, model::Arithmetic::rational, 0) {}

  /// Least distance between the best and the second best key over the queries that are used: all of
  /// read_a's, and those of column 0.
  [[nodiscard]] Rational least_gap(const check::Case& tokens) const {
    const model::Trace trace = evaluator_.trace(tokens, model::Tie::average);
    std::optional<Rational> least;
    for (const model::HeadTrace& head : trace.layers.at(0).heads) {
      const int queries = head.head == "read_a" ? head.queries : 1;
      std::size_t at = 0;
      for (int i = 0; i < queries; ++i) {
        std::vector<Rational> scores;
        scores.reserve(static_cast<std::size_t>(head.keys));
        for (int j = 0; j < head.keys; ++j) {
          scores.push_back(std::get<Rational>(head.scores.at(at++)));
        }
        std::nth_element(scores.begin(), scores.begin() + 1, scores.end(), std::greater<>());
        const Rational gap = scores[0] - scores[1];
        if (!least || gap < *least) least = gap;
      }
    }
    return least.value();
  }

 private:
  /// The units act after the scores.
  static model::Transformer without_units(model::Transformer model) {
    model.blocks.at(0).mlp.clear();
    return model;
  }

  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
};

}  // namespace

check::Statement gap(check::Statement statement) {
  statement.title = "One layer: no used query ever ties";
  statement.sentence =
      "In every state the best key of each query of the one layer that is used (all of the first "
      "head, those of column 0 of the others) beats the second best by at least 1.";
  statement.fidelity.checked =
      "Scores of all used queries on all pointers, with every pending write.";
  statement.fidelity.gap = "k = 3.";
  const auto make = [](const check::Params& params, std::uint64_t) {
    const Size size = size_of(params);
    derive::Computes broken{.model = one_layer_block(size), .task = {}, .inputs = {}};
    const auto built = std::make_shared<const Scored>(broken.model);
    for (const derive::NamedMutant& mutant : mutants(Blocks::one_layer)) {
      if (mutant.name == "drop_ind") mutant.apply(broken, params);
    }
    const auto tied = std::make_shared<const Scored>(broken.model);
    return derive::Agrees{
        .relation = derive::Relation::at_least,
        .left =
            [built, tied](const check::Case& tokens, const std::string& twist) {
              return std::vector<Rational>{(twist.empty() ? built : tied)->least_gap(tokens)};
            },
        .right = [](const check::Case&) { return std::vector<Rational>{1}; },
        .cases = all_pointers(Blocks::one_layer, size),
        .evaluator = "literal scores"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "drop_ind",
                          .why = "coordinate ind of the heads that read dropped: column 0 ties",
                          .proof = {}}});
}

}  // namespace attest::looped_subleq
