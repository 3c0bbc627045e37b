// SPDX-License-Identifier: Apache-2.0
/// \file
/// Unique best keys, integers everywhere, and how large they get.
#include <algorithm>
#include <memory>
#include <optional>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::k_hop_log_depth {
namespace {

/// What one evaluation shows.
struct Measured {
  std::optional<Rational> gap;  ///< least distance of the best key from the second best
  Rational score = 0;           ///< largest absolute score
  Rational entry = 0;           ///< largest absolute entry of a state, query or key
  std::int64_t fractions = 0;   ///< entries and scores that are no integers
};

/// The literal evaluation of a model, ties averaged so that it goes on after one.
class Scored {
 public:
  explicit Scored(model::Transformer model, std::size_t layers)
      : model_(std::move(model)),
        evaluator_(model_, model::Arithmetic::rational, 0),
        layers_(layers) {}

  [[nodiscard]] Measured measure(const check::Case& word) const {
    const model::Trace trace = evaluator_.trace(word, model::Tie::average);
    Measured result;
    const std::vector<model::Number>* before = &trace.embedded;
    for (std::size_t l = 0; l < std::min(layers_, trace.layers.size()); ++l) {
      const model::Head& head = model_.blocks[l].heads[0];
      for (int i = 0; i < trace.n; ++i) {
        add_map(result, head.query, *before, i, trace.d);
        add_map(result, head.keys[0], *before, i, trace.d);
      }
      add_scores(result, trace.layers[l].heads.at(0));
      before = &trace.layers[l].state;
      for (const model::Number& entry : *before) add(result.entry, result, entry);
    }
    return result;
  }

 private:
  static void add(Rational& largest, Measured& result, const model::Number& number) {
    const Rational& value = std::get<Rational>(number);
    largest = std::max(largest, value.abs());
    result.fractions += value.is_integer() ? 0 : 1;
  }

  static void add_map(Measured& result, const model::Linear& map,
                      const std::vector<model::Number>& state, int row, int d) {
    std::vector<Rational> out;
    for (const model::Entry& entry : map) {
      out.resize(std::max(out.size(), static_cast<std::size_t>(entry.to) + 1));
      out[static_cast<std::size_t>(entry.to)] +=
          entry.weight.value *
          std::get<Rational>(state[static_cast<std::size_t>(std::int64_t{row} * d + entry.from)]);
    }
    for (const Rational& value : out) add(result.entry, result, value);
  }

  static void add_scores(Measured& result, const model::HeadTrace& head) {
    for (int i = 0; i < head.queries; ++i) {
      const Rational* best = nullptr;
      const Rational* second = nullptr;
      for (int j = 0; j < head.keys; ++j) {
        const auto at = static_cast<std::size_t>(std::int64_t{i} * head.keys + j);
        if (head.visible[at] == 0) continue;
        add(result.score, result, head.scores[at]);
        const Rational* score = &std::get<Rational>(head.scores[at]);
        if (best == nullptr || *best < *score) std::swap(best, score);
        if (score != nullptr && (second == nullptr || *second < *score)) second = score;
      }
      if (second == nullptr) continue;
      const Rational gap = *best - *second;
      if (!result.gap || gap < *result.gap) result.gap = gap;
    }
  }

  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
  std::size_t layers_;          // only the first so many are measured
};

std::shared_ptr<const Scored> scored(Form form, const check::Params& params,
                                     const Choices& choices) {
  Shape shape{.form = form, .n = params.at("n"), .k = params.at("k"), .choices = choices};
  shape.attention.norm = model::Norm::average_hardmax;
  return std::make_shared<const Scored>(build(shape), form == Form::powers ? 1 : 64);
}

/// Upper bounds of (-gap, |score|, |entry|, fractions); of -gap alone in the form powers.
std::vector<Rational> bounds(Form form, const check::Params& params) {
  if (form == Form::powers) return {-3};
  const std::int64_t n = params.at("n");
  const std::int64_t bound = n + (form == Form::standard ? 1 : 0);
  const std::int64_t squared = params.at("letters") * params.at("letters");
  return {-1, std::max(bound * squared + n, n * n), 2 * bound * squared + 2 * n * n, 0};
}

std::vector<check::Params> gap_points(check::Rung rung) {
  if (rung == check::Rung::fast) return {point(2, 5, 7), point(3, 4, 7)};
  return {point(2, 5, 7), point(3, 4, 7), point(2, 10, 15), point(3, 6, 15), point(5, 4, 15)};
}

}  // namespace

check::Statement gap(Form form) {
  const bool is_powers = form == Form::powers;
  check::Statement statement = check::about(
      claim_id,
      is_powers                ? "S2.powers.gap"
      : form == Form::standard ? "S3.gap"
                               : "S2.gap",
      is_powers ? "Best keys of layer 1 are unique" : "Best keys are unique and integers small");
  statement.sentence =
      is_powers ? "In the first layer of S2.powers the best key of every query beats the second "
                  "best by at least 3."
      : form == Form::standard
          ? "In S3 every number is an integer, every best key beats the second best by at least 1, "
            "and with $s$ letters and $A = N + 1$ no score exceeds $\\max(A s^2 + N, N^2)$ and no "
            "entry of a state, query or key $2 A s^2 + 2 N^2$ in absolute value."
          : "In S2 every number is an integer, every best key beats the second best by at least 1, "
            "and with $s$ letters no score exceeds $\\max(N s^2 + N, N^2)$ and no entry of a "
            "state, query or key $2 N s^2 + 2 N^2$ in absolute value.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every score, state, query and key of every word.",
                        .gap = "Words of the stated sizes, the stated k."};
  statement.parameters = word_parameters();
  statement.points = gap_points;
  statement.mutant_points = [](check::Rung) { return std::vector{point(3, 4, 7)}; };
  const auto make = [form, is_powers](const check::Params& params, std::uint64_t) {
    const auto built = scored(form, params, {});
    const auto tied = scored(
        form, params, {.bound_offset = is_powers ? 0 : -1, .penalty_offset = is_powers ? -1 : 0});
    return derive::Agrees{
        .relation = derive::Relation::at_most,
        .left =
            [=](const check::Case& word, const std::string& twist) {
              const Measured found = (twist.empty() ? built : tied)->measure(word);
              const Rational gap = -found.gap.value();
              if (is_powers) return std::vector<Rational>{gap};
              return std::vector<Rational>{gap, found.score, found.entry, found.fractions};
            },
        .right = [bound = bounds(form, params)](const check::Case&) { return bound; },
        .cases = short_words(params.at("letters"), params.at("n")),
        .evaluator = "literal scores"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = is_powers ? "penalty_one_less" : "bound_one_less",
                          .why = is_powers ? "C = N" : "A one less: a mismatch ties",
                          .proof = {}}});
}

}  // namespace attest::k_hop_log_depth
