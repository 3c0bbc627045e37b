// SPDX-License-Identifier: Apache-2.0
/// \file
/// The parts of a layer with their weights in one arithmetic, and what each does to a state.
#pragma once

#include <span>
#include <vector>

#include "reference/model/arithmetic.hpp"
#include "reference/model/transformer.hpp"

namespace attest::model {

/// A sparse linear map without the reasons of its weights.
template <typename A>
struct SparseMap {
  struct Item {
    int from;
    int to;
    typename A::Value weight;
  };
  std::vector<Item> items;
  int outputs = 0;  ///< largest `to` plus 1

  SparseMap(const A& arithmetic, const Linear& map);
};

/// A state [n x d], position by position.
template <typename A>
struct State {
  int n = 0;
  int d = 0;
  std::vector<typename A::Value> values;

  /// The state that is 0 everywhere.
  State(const A& arithmetic, int tokens, int channels);
  [[nodiscard]] std::span<typename A::Value> row(int i);
  [[nodiscard]] std::span<const typename A::Value> row(int i) const;
  State& operator+=(const State& gain);
};

/// Positions [first, last) of a state.
struct Positions {
  int first = 0;
  int last = 0;
};

/// An attention head.
template <typename A>
struct Attention {
  const Head* head;
  SparseMap<A> query;
  std::vector<SparseMap<A>> keys;
  std::vector<SparseMap<A>> values;
  SparseMap<A> out;
  int key_width = 0;    ///< d_k
  int value_width = 0;  ///< d_v

  Attention(const A& arithmetic, const Head& description);

  /// Adds the head's output on `x` at the positions `queries` to `gain`. `visible` [n x n] says
  /// which keys a query sees; empty: all of them. `any` is the rule of any_hardmax; `trace`
  /// receives scores and pattern unless it is null.
  void add_to(State<A>& gain, const A& arithmetic, const State<A>& x, Positions queries,
              const std::vector<char>& visible, Tie any, HeadTrace* trace) const;
};

/// A ReLU unit.
template <typename A>
struct Unit {
  struct Item {
    int at;
    typename A::Value weight;
  };
  std::vector<Item> in;
  typename A::Value bias;
  std::vector<Item> out;

  Unit(const A& arithmetic, const Relu& description);

  /// Adds out * max(in . x + bias, 0) to `gain`, one row of each.
  void add_to(std::span<typename A::Value> gain, const A& arithmetic,
              std::span<const typename A::Value> x) const;
};

}  // namespace attest::model
