// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a transformer with one head to a sum over its tokens.
#include "reference/engine/split_readout.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "reference/engine/program.hpp"
#include "reference/engine/split_affine.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

using model::Norm;
using model::ReadAt;

/// A token as one head sees it from the query: its score and what the decoder makes of its value.
struct Candidate {
  Rational score;
  Rational value;
};

/// Why the model has no such sum; empty if it may have one.
std::string unfit_for_splits(const model::Transformer& model, int n) {
  if (n < 1 || n > 63) return "the length " + std::to_string(n) + " is not in 1 .. 63";
  if (model.fields.size() != 1) return "a token has more than one field";
  if (model.schedule.size() != 1 || model.schedule.front().second != 1) return "not one layer";
  const model::Block& block = model.blocks[static_cast<std::size_t>(model.schedule.front().first)];
  if (!block.mlp.empty()) return "block " + block.name + " has units";
  if (!block.token_maps.empty()) return "block " + block.name + " has token maps";
  if (block.heads.size() != 1) return "block " + block.name + " has not one head";
  const model::Head& head = block.heads.front();
  if (head.keys.size() != 1 || head.values.size() != 1) return "the head is of third order";
  if (head.norm != Norm::softmax_e && head.norm != Norm::softmax_base &&
      head.norm != Norm::average_hardmax) {
    return "the head is " + std::string(name_of(head.norm));
  }
  if (model.decode.at == ReadAt::every_input) return "every token is read";
  return "";
}

/// Position of an input token of the model, or of the token read.
int position_of(const model::Transformer& model, int token) {
  return token + static_cast<int>(std::ranges::count_if(
                     model.extra_tokens, [](const auto& extra) { return extra.is_first; }));
}

/// The state of all tokens 0, or all 1.
Matrix embedded(const model::Transformer& model, int n, int value) {
  Matrix tokens(n, 1);
  for (int i = 0; i < n; ++i) tokens(i, 0) = value;
  return model::embed(model, tokens);
}

/// What one head and one affine decoder make of rows, for one query row.
class Reader {
 public:
  Reader(const model::Head& head, const Affine& output, std::span<const Rational> query)
      : head_(head), query_(product(head.query, query)) {
    constant_ = output.constant;
    for (const auto& [coordinate, weight] : output.terms) {
      constant_ += weight * query[static_cast<std::size_t>(coordinate)];
      for (const model::Entry& entry : head.out) {
        if (entry.to == coordinate) read_[entry.from] += weight * entry.weight.value;
      }
    }
  }

  /// The output if the head adds nothing.
  [[nodiscard]] const Rational& constant() const { return constant_; }

  [[nodiscard]] Candidate of(std::span<const Rational> row) const {
    Candidate result;
    for (const auto& [at, key] : product(head_.keys.front(), row)) {
      const auto found = query_.find(at);
      if (found != query_.end()) result.score += found->second * key;
    }
    for (const auto& [at, value] : product(head_.values.front(), row)) {
      const auto found = read_.find(at);
      if (found != read_.end()) result.value += found->second * value;
    }
    return result;
  }

 private:
  static std::map<int, Rational> product(const model::Linear& map, std::span<const Rational> row) {
    std::map<int, Rational> result;
    for (const model::Entry& entry : map) {
      result[entry.to] += entry.weight.value * row[static_cast<std::size_t>(entry.from)];
    }
    return result;
  }

  const model::Head& head_;
  std::map<int, Rational> query_;
  std::map<int, Rational> read_;  // by value coordinate
  Rational constant_;
};

/// The candidates of one sum: at its free tokens, by value, and at all others that are seen.
struct Candidates {
  std::vector<std::pair<std::size_t, std::array<Candidate, 2>>> free;  // by index into `tokens`
  std::vector<Candidate> always;

  /// Calls `change` on each.
  template <typename Change>
  void each(Change&& change) {
    for (auto& [token, pair] : free) {
      for (Candidate& candidate : pair) change(candidate);
    }
    for (Candidate& candidate : always) change(candidate);
  }
};

/// Calls `make` for each candidate and puts the term that it gives where it belongs.
template <typename Make>
void fill(ReadoutSum& sum, const Candidates& candidates, Make&& make) {
  for (const auto& [token, pair] : candidates.free) {
    for (std::size_t v = 0; v < 2; ++v) sum.gain[token][v] = make(pair[v]);
  }
  for (const Candidate& candidate : candidates.always) sum.constant.push_back(make(candidate));
}

/// Softmax: the weight is base^(score - greatest), of a positive base that does not matter.
/// \returns why it is not defined, or nothing
std::string fill_softmax(ReadoutSum& sum, Candidates& candidates, const model::Head& head,
                         const Rational& constant) {
  std::optional<Rational> greatest;
  bool is_whole = true;
  candidates.each([&](Candidate& c) {
    if (!greatest || *greatest < c.score) greatest = c.score;
    is_whole = is_whole && c.score.is_integer();
  });
  if (head.norm == Norm::softmax_e) {
    fill(sum, candidates, [&](const Candidate& c) {
      return Exponential{.coefficient = c.value + constant, .exponent = c.score - *greatest};
    });
    return "";
  }
  if (!is_whole) return "a score is not an integer";
  bool is_far = false;
  fill(sum, candidates, [&](const Candidate& c) {
    const Integer down = (*greatest - c.score).num();
    is_far = is_far || down > Integer(1 << 16);
    const auto steps = static_cast<unsigned>(is_far ? 0 : down.to_int64());
    return Exponential{.coefficient = (c.value + constant) / Rational(pow(head.base, steps)),
                       .exponent = 0};
  });
  return is_far ? "scores are more than 2^16 apart" : "";
}

/// Average hardmax: the sum S over the seen tokens of greatest score decides. With f_j the values
/// over their common denominator, m tokens and F_j = (m + 1) f_j + 1 (for > 0: - 1), the sum of F_j
/// over those is never 0 and has the sign asked for: S >= 0 gives at least 1, S <= -1 at most
/// -(m + 1) + m. Scores of rank r get the weight B^r with B = 1 + m max|F_j|, so that all lower
/// ranks together, at most (B - 1)(1 + B + .. + B^(r-1)) = B^r - 1, do not change that sign.
void fill_hardmax(ReadoutSum& sum, Candidates& candidates, const Rational& constant) {
  std::map<Rational, unsigned> ranks;
  Integer denominator = 1;
  candidates.each([&](Candidate& c) {
    ranks.emplace(c.score, 0);
    c.value += constant;
    denominator = lcm(denominator, c.value.den());
  });
  unsigned rank = 0;
  for (auto& [score, place] : ranks) place = rank++;
  const Integer tokens(candidates.free.size() + candidates.always.size());
  const bool is_one_rank = ranks.size() == 1;
  Integer largest = 0;
  candidates.each([&](Candidate& c) {
    c.value *= Rational(denominator);
    if (!is_one_rank) c.value = Rational(tokens + 1) * c.value + (sum.is_strict ? -1 : 1);
    largest = std::max(largest, c.value.num().abs());
  });
  const Integer base = tokens * largest + 1;
  fill(sum, candidates, [&](const Candidate& c) {
    return Exponential{.coefficient = c.value * Rational(pow(base, ranks.at(c.score))),
                       .exponent = 0};
  });
}

/// The sum for one query row.
std::variant<ReadoutSum, std::string> sum_of(const model::Transformer& model, ReadoutSum sum,
                                             const Affine& output, int reader,
                                             const std::array<Matrix, 2>& states) {
  const model::Head& head =
      model.blocks[static_cast<std::size_t>(model.schedule.front().first)].heads.front();
  const int first = position_of(model, 0);
  int query = 0;  // the value of the token read
  for (const auto& [token, value] : sum.fixed) query = value;
  const Reader read(head, output, states[static_cast<std::size_t>(query)].row(reader));
  const Visible visible = visible_keys(model, states[0].rows());
  const auto mask = head.mask < 0 ? visible.size() - 1 : static_cast<std::size_t>(head.mask);
  Candidates candidates;
  for (const std::uint32_t key : visible[mask][static_cast<std::size_t>(reader)]) {
    const int position = static_cast<int>(key);
    const auto token = std::ranges::find(sum.tokens, position - first);
    if (token == sum.tokens.end()) {
      candidates.always.push_back(
          read.of(states[static_cast<std::size_t>(position == reader ? query : 0)].row(position)));
    } else {
      candidates.free.emplace_back(
          token - sum.tokens.begin(),
          std::array{read.of(states[0].row(position)), read.of(states[1].row(position))});
    }
  }
  sum.gain.resize(sum.tokens.size());
  if (candidates.free.empty() && candidates.always.empty()) {  // no key is seen: the head adds 0
    sum.constant.push_back({.coefficient = read.constant(), .exponent = 0});
    return sum;
  }
  if (head.norm == Norm::average_hardmax) {
    fill_hardmax(sum, candidates, read.constant());
    return sum;
  }
  const std::string why = fill_softmax(sum, candidates, head, read.constant());
  if (!why.empty()) return why;
  return sum;
}

}  // namespace

std::variant<std::vector<ReadoutSum>, std::string> readout_sums(const model::Transformer& model,
                                                                int n, Side side) {
  model::validate(model);
  std::string why = unfit_for_splits(model, n);
  if (!why.empty()) return why;
  const std::array<Matrix, 2> states{embedded(model, n, 0), embedded(model, n, 1)};
  const bool is_extra = model.decode.at == ReadAt::first_extra;
  if (is_extra && model.extra_tokens.empty()) return "there is no extra token to read";
  const int token = model.decode.at == ReadAt::first_input ? 0 : n - 1;
  int reader = position_of(model, token);
  if (is_extra) reader = model.extra_tokens.front().is_first ? 0 : position_of(model, n);
  const auto decided = decided_by(model.decode, side, reader, states[0].rows());
  if (const auto* reason = std::get_if<std::string>(&decided)) return *reason;
  const Decided& decision = std::get<Decided>(decided);
  std::vector<ReadoutSum> sums;
  for (int value = 0; value < (is_extra ? 1 : 2); ++value) {
    ReadoutSum sum{.inputs = n, .is_strict = decision.is_strict};
    for (int i = 0; i < n; ++i) {
      if (is_extra || i != token) sum.tokens.push_back(i);
    }
    if (!is_extra) sum.fixed.emplace_back(token, value);
    auto made = sum_of(model, std::move(sum), decision.positive, reader, states);
    if (const auto* reason = std::get_if<std::string>(&made)) return *reason;
    sums.push_back(std::get<ReadoutSum>(std::move(made)));
  }
  return sums;
}

}  // namespace attest::engine
