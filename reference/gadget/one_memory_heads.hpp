// SPDX-License-Identifier: Apache-2.0
/// \file
/// Heads of the blocks on N-bit words.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reference/gadget/one_memory_encoding.hpp"

namespace attest::gadget::one_memory {

/// What is built.
struct Plan {
  Size size;
  Choices choices;
  Registers r;

  [[nodiscard]] int bits() const { return size.rules.word_bits; }
  [[nodiscard]] bool is_howerj() const {
    return size.rules.dialect == machine::subleq::Dialect::howerj;
  }
};

/// A head of one key and one value, its coordinates taken one after the other.
class HeadBuilder {
 public:
  explicit HeadBuilder(std::string name) {
    head_ = {.name = std::move(name), .norm = model::Norm::any_hardmax};
    head_.keys.emplace_back();
    head_.values.emplace_back();
  }

  /// Adds <query, sum of keys> to the score.
  HeadBuilder& match(const model::Slice& query, const std::vector<model::Slice>& keys) {
    model::copy(head_.query, query, scored_);
    for (const model::Slice& key : keys) model::copy(head_.keys[0], key, scored_);
    scored_ += query.size;
    return *this;
  }
  /// Adds the product of two linear forms to the score.
  HeadBuilder& score(const std::vector<std::pair<model::Slice, Rational>>& query,
                     const std::vector<std::pair<model::Slice, Rational>>& key) {
    for (const auto& [slice, weight] : query) model::copy(head_.query, slice, scored_, weight);
    for (const auto& [slice, weight] : key) model::copy(head_.keys[0], slice, scored_, weight);
    ++scored_;
    return *this;
  }
  /// Adds the sum of `values` of the column that is read to `out`.
  HeadBuilder& read(const std::vector<model::Slice>& values, const model::Slice& out) {
    for (const model::Slice& value : values) model::copy(head_.values[0], value, read_);
    model::write(head_.out, read_, out);
    read_ += out.size;
    return *this;
  }
  [[nodiscard]] model::Head finish() { return std::move(head_); }

 private:
  model::Head head_;
  int scored_ = 0;  // coordinates of queries and keys so far
  int read_ = 0;    // and of values
};

/// A head of column 0; the others ask for the empty column.
[[nodiscard]] HeadBuilder read_head(const Registers& r, std::string name, const model::Slice& query,
                                    const std::vector<model::Slice>& keys);

/// Reads m[a], or on input the port, into va; m[b], or the word 0 where the console takes part,
/// into vb.
[[nodiscard]] std::vector<model::Head> operand_heads(const Plan& plan);

/// A memory column t scores N with itself and <code(t), ib> + 1 with column 0, which wins iff t =
/// b; on output it offers -1, which is less. The columns before the memory keep what they have.
[[nodiscard]] model::Head write_head(const Plan& plan);

}  // namespace attest::gadget::one_memory
