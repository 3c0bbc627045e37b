// SPDX-License-Identifier: Apache-2.0
/// \file
/// The embedded sequence, and one pass of the schedule over it: heads, then units, then token maps.
#include "reference/model/evaluate_pass.hpp"

#include <array>
#include <utility>

#include "reference/model/counting.hpp"
#include "reference/number/contract.hpp"

namespace attest::model {
namespace {

// Which keys each query sees [n x n].
std::vector<char> visibility(const Circuit& mask, int n) {
  std::vector<char> visible;
  for (int query = 0; query < n; ++query) {
    for (int key = 0; key < n; ++key) {
      const std::array<Rational, 2> fields{query, key};
      const Rational shown =
          run(Exact{}, mask, std::span<const Rational>(fields), {.position = query, .length = n})
              .at(0);
      if (shown != Rational(0) && shown != Rational(1)) {
        throw Undefined("mask value " + shown.to_string() + " is neither 0 nor 1");
      }
      visible.push_back(shown.is_zero() ? 0 : 1);
    }
  }
  return visible;
}

}  // namespace

Assignment::Assignment(const Transformer& model, const Circuit& description)
    : circuit(&description) {
  for (const Output& out : description.out) targets.push_back(coordinate(model, out.name, out.at));
}

template <typename A, typename Field>
void Assignment::assign(std::span<typename A::Value> row, const A& arithmetic,
                        std::span<const Field> fields, const Place& place) const {
  const auto outputs = run(arithmetic, *circuit, fields, place);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    row[static_cast<std::size_t>(targets[i])] = arithmetic.value_of(outputs[i]);
  }
}

Embedding::Embedding(const Transformer& model)
    : fields_(static_cast<int>(model.fields.size())),
      width_(width(model)),
      input_(model, model.embed) {
  for (const ExtraToken& token : model.extra_tokens) {
    (token.is_first ? before_ : after_).emplace_back(model, token.embed);
  }
}

template <typename A>
State<A> Embedding::of(const A& arithmetic, const Matrix& tokens) const {
  ATTEST_REQUIRE(tokens.rows() == 0 || tokens.cols() == fields_, "fields of a token");
  const auto first = static_cast<int>(before_.size());
  const int n = first + tokens.rows() + static_cast<int>(after_.size());
  State<A> x(arithmetic, n, width_);
  for (int i = 0; i < n; ++i) {
    const Place place{.position = i, .length = n};
    const int token = i - first;
    if (token >= 0 && token < tokens.rows()) {
      input_.assign(x.row(i), arithmetic, tokens.row(token), place);
      continue;
    }
    const Assignment& extra = token < 0 ? before_[static_cast<std::size_t>(i)]
                                        : after_[static_cast<std::size_t>(token - tokens.rows())];
    extra.assign(x.row(i), arithmetic, std::span<const Rational>(), place);
  }
  return x;
}

template void Assignment::assign(std::span<Rational>, const Exact&, std::span<const Rational>,
                                 const Place&) const;
template State<Exact> Embedding::of(const Exact&, const Matrix&) const;
template State<Enclosed> Embedding::of(const Enclosed&, const Matrix&) const;
template State<Rounded> Embedding::of(const Rounded&, const Matrix&) const;
template State<Counting> Embedding::of(const Counting&, const Matrix&) const;

template <typename A>
Layers<A>::Layers(const Transformer& model, const A& arithmetic)
    : model_(&model), arithmetic_(arithmetic) {
  for (const Block& block : model.blocks) {
    Parts& parts = blocks_.emplace_back();
    for (const Head& head : block.heads) parts.heads.emplace_back(arithmetic, head);
    for (const Relu& unit : block.mlp) parts.units.emplace_back(arithmetic, unit);
    for (const Circuit& map : block.token_maps) parts.maps.emplace_back(model, map);
  }
}

template <typename A>
void Layers<A>::pass(State<A>& x, Tie any, Trace* trace, Positions read) const {
  int left = 0;  // layers to come
  for (const auto& [block, times] : model_->schedule) left += times;
  Masks masks;
  for (const Circuit& mask : model_->masks) masks.push_back(visibility(mask, x.n));
  for (const auto& [block, times] : model_->schedule) {
    const auto index = static_cast<std::size_t>(block);
    for (int repeat = 0; repeat < times; ++repeat) {
      const Positions rows = --left == 0 ? read : Positions{.first = 0, .last = x.n};
      if (trace == nullptr) {
        step(blocks_[index], x, rows, masks, any, nullptr);
        continue;
      }
      LayerTrace layer{.block = model_->blocks[index].name};
      step(blocks_[index], x, rows, masks, any, &layer);
      layer.state = numbers(x);
      trace->layers.push_back(std::move(layer));
    }
  }
}

template <typename A>
void Layers<A>::step(const Parts& parts, State<A>& x, Positions rows, const Masks& masks, Tie any,
                     LayerTrace* layer) const {
  const std::vector<char> everything;
  State<A> gain(arithmetic_, x.n, x.d);
  for (const Attention<A>& head : parts.heads) {
    const int mask = head.head->mask;
    head.add_to(gain, arithmetic_, x, rows,
                mask < 0 ? everything : masks[static_cast<std::size_t>(mask)], any,
                layer == nullptr ? nullptr : &layer->heads.emplace_back());
  }
  x += gain;
  for (int i = rows.first; i < rows.last; ++i) add_units(parts.units, x.row(i));
  for (const Assignment& map : parts.maps) {
    for (int i = rows.first; i < rows.last; ++i) {
      const std::span<const typename A::Value> fields = x.row(i);
      map.assign(x.row(i), arithmetic_, fields, {.position = i, .length = x.n});
    }
  }
}

template <typename A>
void Layers<A>::add_units(const std::vector<Unit<A>>& units,
                          std::span<typename A::Value> row) const {
  if (units.empty()) return;
  State<A> gain(arithmetic_, 1, static_cast<int>(row.size()));
  for (const Unit<A>& unit : units) unit.add_to(gain.row(0), arithmetic_, row);
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (!is_zero(gain.values[c])) row[c] += gain.values[c];
  }
}

template class Layers<Exact>;
template class Layers<Enclosed>;
template class Layers<Rounded>;
template class Layers<Counting>;

}  // namespace attest::model
