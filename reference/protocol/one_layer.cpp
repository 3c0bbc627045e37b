// SPDX-License-Identifier: Apache-2.0
/// \file
/// Weights and weighted values of single tokens, and what follows the heads at the reader.
#include "reference/protocol/one_layer.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::protocol {
namespace {

// A weight is below b^max_score: guards memory against absurd scores.
constexpr std::int64_t max_score = 1 << 16;

[[noreturn]] void reject(const std::string& id, const std::string& place, std::string found,
                         std::string expected) {
  throw InputError(id, place, std::move(found), std::move(expected));
}

void require_head(const model::Head& head, const std::string& place) {
  if (head.norm != model::Norm::softmax_base) {
    reject("candidate-norm", place + ".norm", std::string(model::name_of(head.norm)),
           "softmax_base: integer scores s with weights b^s");
  }
  if (head.keys.size() != 1) {
    reject("candidate-head", place + ".keys", std::to_string(head.keys.size()) + " maps",
           "one: attention of second order");
  }
}

int value_dimension(const model::Head& head) {
  int dimension = 0;
  for (const model::Entry& entry : head.values[0]) dimension = std::max(dimension, entry.to + 1);
  return dimension;
}

/// `map` applied to row `row` of the state, by coordinate; what is not named is 0.
std::map<int, Rational> apply(const model::Linear& map, const Matrix& state, int row) {
  std::map<int, Rational> result;
  for (const model::Entry& entry : map) {
    result[entry.to] += entry.weight.value * state(row, entry.from);
  }
  return result;
}

Rational dot(const std::map<int, Rational>& a, const std::map<int, Rational>& b) {
  Rational result;
  for (const auto& [at, value] : a) {
    const auto other = b.find(at);
    if (other != b.end()) result += value * other->second;
  }
  return result;
}

std::string token_text(int key) { return " at token " + std::to_string(key); }

Integer weight_of(const model::Head& head, const Rational& score, int key) {
  if (!score.is_integer() || score < 0 || score > max_score) {
    reject("candidate-score", "head " + head.name + token_text(key), score.to_string(),
           "an integer score in 0.." + std::to_string(max_score) +
               " (a constant may be added to all scores of a head)");
  }
  return pow(head.base, static_cast<unsigned>(score.num().to_int64()));
}

}  // namespace

void add(Sums& total, const Sums& terms) {
  ATTEST_REQUIRE(total.size() == terms.size(), "sums of different protocols");
  for (std::size_t i = 0; i < total.size(); ++i) total[i] += terms[i];
}

OneLayer::OneLayer(model::Transformer model, int reader)
    : model_(std::move(model)), reader_(reader) {
  ATTEST_REQUIRE(reader >= 0, "reader " + std::to_string(reader));
  model::validate(model_);
  if (model_.schedule.size() != 1 || model_.schedule[0].second != 1) {
    int layers = 0;
    for (const auto& [block, times] : model_.schedule) layers += times;
    reject("candidate-layers", "schedule", std::to_string(layers) + " layers", "one layer");
  }
  const model::Block& block = model_.blocks[static_cast<std::size_t>(model_.schedule[0].first)];
  if (block.heads.empty()) {
    reject("candidate-layers", "block " + block.name, "no head", "at least one head");
  }
  for (const model::Head& head : block.heads) {
    require_head(head, "head " + head.name);
    const int dimension = value_dimension(head);
    heads_.push_back({.name = head.name, .normaliser = numbers_, .value_dimension = dimension});
    numbers_ += dimension + 1;
  }
  for (const model::ExtraToken& token : model_.extra_tokens) first_input_ += token.is_first ? 1 : 0;
}

Sums OneLayer::term(const Matrix& state, int key) const {
  const int query = first_input_ + reader_;
  const model::Block& block = model_.blocks[static_cast<std::size_t>(model_.schedule[0].first)];
  Sums result;
  result.reserve(static_cast<std::size_t>(numbers_));
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    const model::Head& head = block.heads[h];
    const std::size_t size = result.size() + static_cast<std::size_t>(heads_[h].value_dimension);
    const bool is_visible =
        head.mask < 0 || !model::evaluate(model_.masks[static_cast<std::size_t>(head.mask)],
                                          {query, key}, query, state.rows())
                              .at(0)
                              .is_zero();
    if (!is_visible) {
      result.resize(size + 1);
      continue;
    }
    const Rational score = dot(apply(head.query, state, query), apply(head.keys[0], state, key));
    const Integer weight = weight_of(head, score, key);
    result.push_back(weight);
    result.resize(size + 1);
    for (const auto& [at, value] : apply(head.values[0], state, key)) {
      if (!value.is_integer()) {
        reject("candidate-value", "head " + head.name + token_text(key), value.to_string(),
               "an integer value");
      }
      const auto normaliser = static_cast<std::size_t>(heads_[h].normaliser);
      result[normaliser + 1 + static_cast<std::size_t>(at)] = weight * value.num();
    }
  }
  return result;
}

std::vector<Sums> OneLayer::terms(const Matrix& tokens) const {
  ATTEST_REQUIRE(reader_ < tokens.rows(), "reader " + std::to_string(reader_) + " of " +
                                              std::to_string(tokens.rows()) + " tokens");
  try {
    const Matrix state = model::embed(model_, tokens);
    std::vector<Sums> result;
    result.reserve(static_cast<std::size_t>(state.rows()));
    for (int key = 0; key < state.rows(); ++key) result.push_back(term(state, key));
    return result;
  } catch (const model::Undefined& error) {
    reject("candidate-undefined", model_.name.empty() ? "model" : model_.name, error.what(),
           "a value for every token of the problem");
  }
}

std::vector<Rational> OneLayer::outputs(const Sums& total) const {
  ATTEST_REQUIRE(std::ssize(total) == numbers_, "sums of another protocol");
  std::vector<Rational> result;
  for (const HeadSums& head : heads_) {
    const auto normaliser = static_cast<std::size_t>(head.normaliser);
    const Integer& weight = total[normaliser];
    for (std::size_t c = 1; c <= static_cast<std::size_t>(head.value_dimension); ++c) {
      const Integer& value = total[normaliser + c];
      result.push_back(weight.is_zero() ? Rational() : Rational(value, weight));
    }
  }
  return result;
}

model::Answer OneLayer::finish(const Matrix& tokens, const std::vector<Rational>& outputs) const {
  model::Transformer rest = model_;
  model::Block& block = rest.blocks[static_cast<std::size_t>(rest.schedule[0].first)];
  const std::vector<model::Head> heads = std::exchange(block.heads, {});
  Matrix state = model::embed(model_, tokens);
  const int at = first_input_ + reader_;
  std::size_t first = 0;
  for (std::size_t h = 0; h < heads.size(); ++h) {
    for (const model::Entry& entry : heads[h].out) {
      if (entry.from >= heads_[h].value_dimension) continue;  // reads 0
      state(at, entry.to) +=
          entry.weight.value * outputs.at(first + static_cast<std::size_t>(entry.from));
    }
    first += static_cast<std::size_t>(heads_[h].value_dimension);
  }
  // What follows the heads works on each token alone. The other tokens' outputs are not known here,
  // so they carry the reader's state, and only the reader's answer is used.
  for (int i = 0; i < state.rows(); ++i) {
    for (int c = 0; i != at && c < state.cols(); ++c) state(i, c) = state(at, c);
  }
  const model::Answer answer =
      model::decode(rest, model::final_state(rest, state, model::Tie::average), tokens.rows());
  const bool is_one_token = model_.decode.at != model::ReadAt::every_input;
  const std::size_t outs =
      answer.size() / static_cast<std::size_t>(is_one_token ? 1 : tokens.rows());
  const std::size_t begin = is_one_token ? 0 : outs * static_cast<std::size_t>(reader_);
  return {answer.begin() + static_cast<std::ptrdiff_t>(begin),
          answer.begin() + static_cast<std::ptrdiff_t>(begin + outs)};
}

}  // namespace attest::protocol
