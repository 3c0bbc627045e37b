// SPDX-License-Identifier: Apache-2.0
/// \file
/// Heads as tokens, and the ground truth on them.
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::attention_simulates_attention {
namespace {

using task::AttentionHead;

int index_at(const check::Case& tokens, int token, int field) {
  return static_cast<int>(tokens(token, field).num().to_int64());
}

Sizes sizes_of_token(const check::Case& tokens, int token) {
  return {.n = index_at(tokens, token, Field::tokens),
          .c = index_at(tokens, token, Field::channels),
          .d = index_at(tokens, token, Field::width),
          .m = index_at(tokens, token, Field::keys)};
}

/// Lists tokens that share their sizes.
class TokenList {
 public:
  explicit TokenList(const Sizes& sizes) : sizes_(sizes) {}

  void matrix(Kind kind, const Matrix& entries) {
    for (int i = 0; i < entries.rows(); ++i) {
      for (int j = 0; j < entries.cols(); ++j) add(kind, i + 1, 0, j + 1, entries(i, j));
    }
  }
  /// Work tokens with two indices.
  void plane(Kind kind, int rows, int columns) {
    for (int i = 1; i <= rows; ++i) {
      for (int j = 1; j <= columns; ++j) add(kind, i, 0, j, 0);
    }
  }
  /// Work tokens with three indices.
  void cube(Kind kind, int rows, int inner, int columns) {
    for (int i = 1; i <= rows; ++i) {
      for (int k = 1; k <= inner; ++k) {
        for (int j = 1; j <= columns; ++j) add(kind, i, k, j, 0);
      }
    }
  }
  [[nodiscard]] check::Case take() const { return check::Case(rows_); }

 private:
  void add(Kind kind, int row, int inner, int column, const Rational& entry) {
    rows_.push_back({static_cast<int>(kind), row, inner, column, Rational(entry.num()),
                     Rational(entry.den()), sizes_.n, sizes_.c, sizes_.d, sizes_.m});
  }

  Sizes sizes_;
  std::vector<std::vector<Rational>> rows_;
};

}  // namespace

Sizes sizes_of(const AttentionHead& head) {
  const int n = head.tokens.rows();
  return {.n = n,
          .c = head.tokens.cols(),
          .d = head.query.cols(),
          .m = head.key_mix.rows() > 0 ? head.key_mix.rows() : n};
}

std::int64_t token_count(const Sizes& sizes, const Shape& shape) {
  const std::int64_t n = sizes.n;
  const std::int64_t c = sizes.c;
  const std::int64_t d = sizes.d;
  const std::int64_t m = sizes.m;
  const std::int64_t own = n * c + 3 * c * d + n * c * d + n * d + n * m * d;
  const std::int64_t scores = shape.steps == Steps::shown ? n * m : 0;
  const std::int64_t mixtures = shape.mixing == Mixing::none ? 0 : 2 * m * n + m * n * d + m * d;
  return own + scores + mixtures;
}

check::Case tokens_of(const AttentionHead& head, Steps steps) {
  const Sizes sizes = sizes_of(head);
  TokenList list(sizes);
  list.matrix(Kind::x, head.tokens);
  list.matrix(Kind::w_q, head.query);
  list.matrix(Kind::w_k, head.key);
  list.matrix(Kind::w_v, head.value);
  list.cube(Kind::term, sizes.n, sizes.c, sizes.d);
  list.plane(Kind::projected, sizes.n, sizes.d);
  if (head.key_mix.rows() > 0) {
    list.matrix(Kind::e, head.key_mix);
    list.matrix(Kind::f, head.value_mix);
    list.cube(Kind::mixed_term, sizes.m, sizes.n, sizes.d);
    list.plane(Kind::mixed, sizes.m, sizes.d);
  }
  list.cube(Kind::pair, sizes.n, sizes.m, sizes.d);
  if (steps == Steps::shown) list.plane(Kind::score, sizes.n, sizes.m);
  return list.take();
}

AttentionHead head_of(const check::Case& tokens) {
  const Sizes sizes = sizes_of_token(tokens, 0);
  AttentionHead head{.tokens = Matrix(sizes.n, sizes.c),
                     .query = Matrix(sizes.c, sizes.d),
                     .key = Matrix(sizes.c, sizes.d),
                     .value = Matrix(sizes.c, sizes.d)};
  for (int i = 0; i < tokens.rows(); ++i) {
    const int kind = index_at(tokens, i, Field::kind);
    if (kind != static_cast<int>(Kind::e) && kind != static_cast<int>(Kind::f)) continue;
    if (head.key_mix.rows() > 0) break;
    head.key_mix = Matrix(sizes.m, sizes.n);
    head.value_mix = Matrix(sizes.m, sizes.n);
  }
  Matrix* const matrices[] = {&head.tokens, &head.query,   &head.key,
                              &head.value,  &head.key_mix, &head.value_mix};
  std::int64_t entries = 0;
  for (int i = 0; i < tokens.rows(); ++i) {
    const int kind = index_at(tokens, i, Field::kind);
    if (kind >= static_cast<int>(Kind::term)) continue;
    Matrix& matrix = *matrices[kind];
    matrix(index_at(tokens, i, Field::row) - 1, index_at(tokens, i, Field::column) - 1) =
        tokens(i, Field::numerator) / tokens(i, Field::denominator);
    ++entries;
  }
  std::int64_t expected = 0;
  for (const Matrix* matrix : matrices) expected += matrix->rows() * matrix->cols();
  ATTEST_REQUIRE(entries == expected, "every entry stands once");
  return head;
}

std::vector<Rational> at_outputs(const check::Case& tokens, const Matrix& output) {
  std::vector<Rational> answer(static_cast<std::size_t>(tokens.rows()));
  for (int i = 0; i < tokens.rows(); ++i) {
    if (index_at(tokens, i, Field::kind) != static_cast<int>(Kind::projected)) continue;
    answer[static_cast<std::size_t>(i)] =
        output(index_at(tokens, i, Field::row) - 1, index_at(tokens, i, Field::column) - 1);
  }
  return answer;
}

task::Task head_output(task::Weighting weighting, std::int64_t base) {
  return {.id = "head_output", .answer = [weighting, base](const check::Case& tokens) {
            return at_outputs(tokens, task::attend(head_of(tokens), weighting, base).output);
          }};
}

}  // namespace attest::attention_simulates_attention
