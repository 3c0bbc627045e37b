// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two parties run a model: scores, patterns and outputs of their own tokens, from what they heard.
#include "reference/protocol/two_party.hpp"

#include <algorithm>
#include <utility>

#include "reference/model/evaluate_norm.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::protocol {
namespace {

using model::Head;

/// Coordinates that a linear map writes.
std::size_t dimension_of(const model::Linear& map) {
  int dimension = 0;
  for (const model::Entry& entry : map) dimension = std::max(dimension, entry.to + 1);
  return static_cast<std::size_t>(dimension);
}

/// `map` applied to row `row` of `state`.
std::vector<Rational> applied(const model::Linear& map, const Matrix& state, int row,
                              std::size_t dimension) {
  std::vector<Rational> result(dimension);
  for (const model::Entry& entry : map) {
    if (entry.to < static_cast<int>(dimension)) {
      result[static_cast<std::size_t>(entry.to)] += entry.weight.value * state(row, entry.from);
    }
  }
  return result;
}

Rational dot(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  Rational result;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].is_zero() && !b[i].is_zero()) result += a[i] * b[i];
  }
  return result;
}

void require_rational_head(const Head& head, const std::string& place) {
  if (head.norm == model::Norm::softmax_e) {
    throw InputError("candidate-norm", place + ".norm", std::string(model::name_of(head.norm)),
                     "a norm of rational patterns, e.g. softmax_base");
  }
  if (head.keys.size() != 1) {
    throw InputError("candidate-head", place + ".keys", std::to_string(head.keys.size()) + " maps",
                     "one: attention of second order");
  }
}

/// The state of one token after the heads: units, then token maps.
void finish_token(const model::Block& block, const model::Transformer& model, Matrix& state,
                  int token) {
  std::vector<Rational> added(static_cast<std::size_t>(state.cols()));
  for (const model::Relu& unit : block.mlp) {
    Rational sum = unit.bias.value;
    for (const model::Term& term : unit.in) sum += term.weight.value * state(token, term.at);
    if (sum <= 0) continue;
    for (const model::Term& term : unit.out) {
      added[static_cast<std::size_t>(term.at)] += term.weight.value * sum;
    }
  }
  for (int c = 0; c < state.cols(); ++c) state(token, c) += added[static_cast<std::size_t>(c)];
  for (const model::Circuit& map : block.token_maps) {
    const auto row = state.row(token);
    const std::vector<Rational> outputs =
        model::evaluate(map, {row.begin(), row.end()}, token, state.rows());
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      state(token, model::coordinate(model, map.out[i].name, map.out[i].at)) = outputs[i];
    }
  }
}

/// 0 for every number that does not arrive at the other party.
Utterance received(Utterance said, const Hearing& hearing) {
  const bool is_heard = said.is_bobs ? hearing.bobs : hearing.alices;
  if (!is_heard || !hearing.keys) std::fill(said.key.begin(), said.key.end(), Rational());
  if (!is_heard || !hearing.values) std::fill(said.value.begin(), said.value.end(), Rational());
  return said;
}

/// What the head of `said`, one utterance a token, adds to the state of `token`.
void attend(const Head& head, const model::Transformer& model,
            const std::vector<const Utterance*>& said, const Matrix& state, int token,
            std::vector<Rational>& added) {
  const std::vector<Rational> query = applied(head.query, state, token, said.front()->key.size());
  std::vector<Rational> scores;
  std::vector<const Utterance*> visible;
  for (const Utterance* key : said) {
    const bool is_visible =
        head.mask < 0 || !model::evaluate(model.masks[static_cast<std::size_t>(head.mask)],
                                          {token, key->token}, token, state.rows())
                              .at(0)
                              .is_zero();
    if (!is_visible) continue;
    visible.push_back(key);
    scores.push_back(dot(query, key->key));
  }
  if (visible.empty()) return;
  const model::Row<Rational> row =
      model::normalise(model::Exact{}, scores, head, model::Tie::average);
  std::vector<Rational> output(said.front()->value.size());
  for (std::size_t k = 0; k < visible.size(); ++k) {
    if (row.weights[k].is_zero()) continue;
    for (std::size_t c = 0; c < output.size(); ++c) {
      output[c] += row.weights[k] * visible[k]->value[c];
    }
  }
  for (const model::Entry& entry : head.out) {
    const auto from = static_cast<std::size_t>(entry.from);
    if (from >= output.size()) continue;  // reads 0
    const Rational value = row.is_divided ? output[from] / row.divisor : output[from];
    added[static_cast<std::size_t>(entry.to)] += entry.weight.value * value;
  }
}

}  // namespace

TwoParty::TwoParty(model::Transformer model, const std::vector<int>& bobs, Channel channel)
    : model_(std::move(model)), channel_(channel) {
  model::validate(model_);
  for (const int token : bobs) {
    ATTEST_REQUIRE(token >= 0, "token " + std::to_string(token));
    if (std::cmp_less_equal(is_bobs_.size(), token)) {
      is_bobs_.resize(static_cast<std::size_t>(token) + 1);
    }
    is_bobs_[static_cast<std::size_t>(token)] = 1;
  }
  for (const model::ExtraToken& token : model_.extra_tokens) first_input_ += token.is_first ? 1 : 0;
  if (model_.decode.at == model::ReadAt::every_input ||
      model_.decode.readout == model::Readout::whole_state) {
    throw InputError("candidate-readout", "decode.at",
                     std::string(model::name_of(model_.decode.at)),
                     "one token that is read: first_input, last_input or first_extra");
  }
  int layer = 0;
  for (const auto& [index, times] : model_.schedule) {
    const model::Block& block = model_.blocks[static_cast<std::size_t>(index)];
    for (const Head& head : block.heads)
      require_rational_head(head, "block " + block.name + "." + head.name);
    for (int time = 0; time < times; ++time, ++layer) {
      if (channel_ == Channel::embedding) continue;
      for (const Head& head : block.heads) {
        head_names_.push_back("layer" + std::to_string(layer) + "." + head.name);
      }
    }
  }
  if (channel_ == Channel::embedding) head_names_.emplace_back("embedding");
}

bool TwoParty::is_bobs(int token, int inputs) const {
  const int input = token - first_input_;
  return 0 <= input && input < inputs && std::cmp_less(input, is_bobs_.size()) &&
         is_bobs_[static_cast<std::size_t>(input)] != 0;
}

bool TwoParty::is_bobs_reader(int inputs) const {
  return channel_ == Channel::layers && is_bobs(read_token(inputs), inputs);
}

std::int64_t TwoParty::numbers(int inputs) const {
  if (channel_ == Channel::embedding) {
    return std::count(is_bobs_.begin(), is_bobs_.end(), char{1}) * model::width(model_);
  }
  std::int64_t a_token = 0;
  for (const auto& [index, times] : model_.schedule) {
    for (const Head& head : model_.blocks[static_cast<std::size_t>(index)].heads) {
      a_token += times * static_cast<std::int64_t>(dimension_of(head.keys[0]) +
                                                   dimension_of(head.values[0]));
    }
  }
  return a_token * (inputs + std::ssize(model_.extra_tokens));
}

std::vector<Utterance> TwoParty::say(const model::Block& block, int layer, const Matrix& state,
                                     int inputs) const {
  std::vector<Utterance> said;
  said.reserve(block.heads.size() * static_cast<std::size_t>(state.rows()));
  for (std::size_t h = 0; h < block.heads.size(); ++h) {
    const Head& head = block.heads[h];
    const std::size_t keys = dimension_of(head.keys[0]);
    const std::size_t values = dimension_of(head.values[0]);
    for (int token = 0; token < state.rows(); ++token) {
      said.push_back({.layer = layer,
                      .head = static_cast<int>(h),
                      .token = token,
                      .is_bobs = is_bobs(token, inputs),
                      .key = applied(head.keys[0], state, token, keys),
                      .value = applied(head.values[0], state, token, values)});
    }
  }
  return said;
}

int TwoParty::read_token(int inputs) const {
  if (model_.decode.at == model::ReadAt::first_input) return first_input_;
  if (model_.decode.at == model::ReadAt::last_input) return first_input_ + inputs - 1;
  return model_.extra_tokens.at(0).is_first ? 0 : first_input_ + inputs;
}

Dialogue TwoParty::run_layers(const Matrix& tokens, const Hearing& hearing) const {
  // One matrix holds both parties' states; a row is read by its owner alone.
  Matrix state = model::embed(model_, tokens);
  const auto rows = static_cast<std::size_t>(state.rows());
  Dialogue dialogue;
  int layer = 0;
  for (const auto& [index, times] : model_.schedule) {
    const model::Block& block = model_.blocks[static_cast<std::size_t>(index)];
    for (int time = 0; time < times; ++time, ++layer) {
      const std::vector<Utterance> said = say(block, layer, state, tokens.rows());
      std::vector<Utterance> arrived;
      arrived.reserve(said.size());
      for (const Utterance& one : said) arrived.push_back(received(one, hearing));
      const Matrix before = state;
      for (int token = 0; token < state.rows(); ++token) {
        std::vector<Rational> added(static_cast<std::size_t>(state.cols()));
        for (std::size_t h = 0; h < block.heads.size(); ++h) {
          std::vector<const Utterance*> known(rows);
          for (std::size_t k = 0; k < rows; ++k) {
            const Utterance& own = said[h * rows + k];
            const bool is_own = own.is_bobs == is_bobs(token, tokens.rows());
            known[k] = is_own ? &own : &arrived[h * rows + k];
          }
          attend(block.heads[h], model_, known, before, token, added);
        }
        for (int c = 0; c < state.cols(); ++c) {
          state(token, c) += added[static_cast<std::size_t>(c)];
        }
        finish_token(block, model_, state, token);
      }
      dialogue.said.insert(dialogue.said.end(), said.begin(), said.end());
    }
  }
  // The owner of the token that is read does not know the others' states: its own stand for them.
  const int at = read_token(tokens.rows());
  for (int token = 0; token < state.rows(); ++token) {
    for (int c = 0; c < state.cols(); ++c) state(token, c) = state(at, c);
  }
  dialogue.answer = model::decode(model_, state, tokens.rows());
  return dialogue;
}

Dialogue TwoParty::run_embedding(const Matrix& tokens, const Hearing& hearing) const {
  Matrix state = model::embed(model_, tokens);
  Dialogue dialogue;
  for (int token = 0; token < state.rows(); ++token) {
    if (!is_bobs(token, tokens.rows())) continue;
    const auto row = state.row(token);
    dialogue.said.push_back({.token = token, .is_bobs = true, .value = {row.begin(), row.end()}});
    const Utterance arrived = received(dialogue.said.back(), hearing);
    std::copy(arrived.value.begin(), arrived.value.end(), row.begin());
  }
  dialogue.answer =
      model::decode(model_, model::final_state(model_, state, model::Tie::average), tokens.rows());
  return dialogue;
}

Dialogue TwoParty::run(const Matrix& tokens, const Hearing& hearing) const {
  return channel_ == Channel::layers ? run_layers(tokens, hearing) : run_embedding(tokens, hearing);
}

}  // namespace attest::protocol
