// SPDX-License-Identifier: Apache-2.0
/// \file
/// The compiler of kernel programs.
#include "reference/engine/program.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "reference/engine/sparse.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

using model::Block;
using model::Head;
using model::Relu;
using model::Transformer;

/// A term of a sparse map: `weight` times a number whose real is at most `bound`.
struct Term {
  std::uint32_t at;
  Rational weight;
  Integer bound;  ///< 0: the term is left out
};

/// Builds one sparse map, row by row in any order.
class MapBuilder {
 public:
  /// \param cap greatest row scale of what is mapped
  /// \param half least number that does not fit half of the bits
  MapBuilder(const Integer& cap, const Integer& half) : cap_(cap), half_(half) {}

  void add(std::size_t target, const std::vector<Term>& terms) {
    Row row{.target = offset_of(target)};
    for (const Term& term : terms) {
      if (term.bound.is_zero()) continue;
      ATTEST_REQUIRE(term.weight.is_integer(), term.weight.to_string());
      const std::int64_t weight = term.weight.num().to_int64();
      const bool is_narrow = term.bound * cap_ < half_ && term.weight.num().abs() < half_;
      const std::size_t kind = weight == 1 ? 0 : weight == -1 ? 1 : is_narrow ? 2 : 3;
      row.terms[kind].emplace_back(offset_of(term.at), weight);
    }
    rows_.push_back(std::move(row));
  }

  SparseMap finish() {
    std::ranges::stable_sort(rows_, {}, &Row::shape);
    SparseMap map;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const auto [plus, minus, narrow, wide] = rows_[r].shape();
      if (r == 0 || rows_[r].shape() != rows_[r - 1].shape()) {
        map.shapes.push_back({.plus = plus, .minus = minus, .narrow = narrow, .wide = wide});
      }
      ++map.shapes.back().rows;
      map.target.push_back(rows_[r].target);
      for (std::size_t kind = 0; kind < rows_[r].terms.size(); ++kind) {
        for (const auto& [source, weight] : rows_[r].terms[kind]) {
          map.source.push_back(source);
          if (kind >= 2) map.weight.push_back(weight);
        }
      }
    }
    return map;
  }

  static std::uint32_t offset_of(std::size_t index) {
    ATTEST_REQUIRE(index < (std::size_t{1} << 32) / lanes_bytes, std::to_string(index));
    return static_cast<std::uint32_t>(index * lanes_bytes);
  }

 private:
  /// Terms by kind: 1, -1, narrow, wide.
  struct Row {
    std::uint32_t target = 0;
    std::array<std::vector<std::pair<std::uint32_t, std::int64_t>>, 4> terms = {};

    [[nodiscard]] std::array<std::uint32_t, 4> shape() const {
      std::array<std::uint32_t, 4> sizes{};
      for (std::size_t kind = 0; kind < 4; ++kind) {
        sizes[kind] = static_cast<std::uint32_t>(terms[kind].size());
      }
      return sizes;
    }
  };

  Integer cap_;
  Integer half_;
  std::vector<Row> rows_;
};

/// Compiles one layer.
class LayerCompiler {
 public:
  LayerCompiler(const Transformer& model, const LayerRange& range, const Program& program, int bits)
      : block_(model.blocks.at(static_cast<std::size_t>(range.block))),
        range_(range),
        d_(program.d),
        cap_(program.cap),
        half_(power_of_two(static_cast<unsigned>(half_bits(bits)))),
        every_key_(static_cast<int>(model.masks.size())) {}

  LayerProgram run() {
    if (range_.is_checked) {
      for (const Integer& bound : range_.entry) layer_.entry.push_back(bound.to_int64());
    }
    layer_.is_narrow = range_.is_half;
    layer_.entry_cap = range_.entry_cap.to_int64();
    layer_.attention_scale = range_.attention_scale.to_int64();
    layer_.mlp_scale = range_.mlp_scale.to_int64();
    add_heads();
    add_units();
    return std::move(layer_);
  }

 private:
  /// A row over the stream whose coordinates are bounded by `bounds`.
  [[nodiscard]] std::vector<Term> terms_of(const SparseRow& row, const Integer& scale,
                                           const std::vector<Integer>& bounds,
                                           const Rational& bias) const {
    std::vector<Term> terms;
    for (const auto& [at, weight] : row) {
      terms.push_back({static_cast<std::uint32_t>(at), weight * scale,
                       bounds.at(static_cast<std::size_t>(at))});
    }
    // the row scale stands for the real 1
    if (!bias.is_zero()) terms.push_back({static_cast<std::uint32_t>(d_), bias * scale, 1});
    return terms;
  }

  void add_heads() {
    MapBuilder project(range_.entry_cap, half_);
    std::vector<std::vector<Term>> out(d_);
    for (std::size_t h = 0; h < block_.heads.size(); ++h) add_head(h, project, out);
    MapBuilder map(cap_, half_);
    for (std::size_t t = 0; t < d_; ++t) map.add(t, out[t]);
    layer_.project = project.finish();
    layer_.out = map.finish();
  }

  void add_head(std::size_t h, MapBuilder& project, std::vector<std::vector<Term>>& out) {
    const Head& head = block_.heads[h];
    const HeadRange& range = range_.heads[h];
    HeadProgram result{
        .norm = head.norm, .mask = head.mask < 0 ? every_key_ : head.mask, .slot = layer_.slots};
    const auto add = [&](const SparseRow& row, const Integer& scale) {
      project.add(layer_.projections++, terms_of(row, scale, range_.entry, 0));
    };
    std::vector<std::size_t> used;  // the other coordinates add 0 to every score
    for (std::size_t a = 0; a < range.query.size(); ++a) {
      if (range.query[a].is_zero() || range.key[a].is_zero()) continue;
      used.push_back(a);
    }
    result.is_narrow = range.is_half;
    result.d_k = static_cast<std::uint32_t>(used.size());
    if (result.is_narrow) {
      result.packed = layer_.packed;
      layer_.packed += (result.d_k + 1) / 2;
    }
    const HeadSizes sizes = sizes_of(head);
    result.query = layer_.projections;
    const std::vector<SparseRow> query = rows_of(head.query, sizes.key);
    for (const std::size_t a : used) add(query[a], range.query_scale);
    result.key = layer_.projections;
    const std::vector<SparseRow> key = rows_of(head.keys.front(), sizes.key);
    for (const std::size_t a : used) add(key[a], range.key_scale);
    result.value = layer_.projections;
    const std::vector<SparseRow> value = rows_of(head.values.front(), sizes.value);
    std::vector<std::uint32_t> slot_of(value.size());
    for (std::size_t a = 0; a < value.size(); ++a) {
      if (range.value[a].is_zero()) continue;
      slot_of[a] = layer_.slots++;
      ++result.d_v;
      add(value[a], range.value_scale[a]);
    }
    for (std::size_t t = 0; const SparseRow& row : rows_of(head.out, static_cast<int>(d_))) {
      for (const auto& [a, weight] : row) {
        const auto at = static_cast<std::size_t>(a);
        out[t].push_back({slot_of[at],
                          weight * Rational(range_.attention_scale, range.value_scale[at]),
                          range.value_scale[at] * range.value[at]});
      }
      ++t;
    }
    layer_.heads.push_back(result);
  }

  void add_units() {
    MapBuilder in(cap_, half_);
    std::vector<std::vector<Term>> out(d_);
    for (std::size_t u = 0; u < block_.mlp.size(); ++u) {
      const Relu& unit = block_.mlp[u];
      const Integer& scale = range_.unit_scale[u];
      const SparseRow targets = row_of(unit.out);
      if (range_.unit[u].is_zero() || targets.empty()) continue;
      in.add(layer_.units, terms_of(row_of(unit.in), scale, range_.attended, unit.bias.value));
      for (const auto& [at, weight] : targets) {
        out[static_cast<std::size_t>(at)].push_back(
            {layer_.units, weight * Rational(range_.mlp_scale, scale), scale * range_.unit[u]});
      }
      ++layer_.units;
    }
    MapBuilder map(cap_, half_);
    for (std::size_t t = 0; t < d_; ++t) map.add(t, out[t]);
    layer_.in = in.finish();
    layer_.mlp = map.finish();
  }

  const Block& block_;
  const LayerRange& range_;
  std::size_t d_;
  Integer cap_;
  Integer half_;
  int every_key_;
  LayerProgram layer_;
};

}  // namespace

Visible visible_keys(const Transformer& model, int n) {
  Visible visible;
  for (const model::Circuit& mask : model.masks) {
    auto& queries = visible.emplace_back(static_cast<std::size_t>(n));
    for (int query = 0; query < n; ++query) {
      for (int key = 0; key < n; ++key) {
        const Rational shown = model::evaluate(mask, {query, key}, query, n).front();
        if (shown.is_zero()) continue;
        if (shown != Rational(1)) {
          throw model::Undefined("mask value " + shown.to_string() + " is neither 0 nor 1");
        }
        queries[static_cast<std::size_t>(query)].push_back(static_cast<std::uint32_t>(key));
      }
    }
  }
  auto& every = visible.emplace_back(static_cast<std::size_t>(n));
  for (auto& keys : every) {
    for (int key = 0; key < n; ++key) keys.push_back(static_cast<std::uint32_t>(key));
  }
  return visible;
}

Program compile(const Transformer& model, const RangeProof& proof, Visible visible) {
  Program program;
  program.n = visible.back().size();
  program.d = static_cast<std::size_t>(width(model));
  program.cap = proof.cap.to_int64();
  program.visible = std::move(visible);
  for (const LayerRange& range : proof.layers) {
    program.layers.push_back(LayerCompiler(model, range, program, proof.bits).run());
  }
  for (const int step : proof.steps) program.steps.push_back(static_cast<std::size_t>(step));
  return program;
}

}  // namespace attest::engine
