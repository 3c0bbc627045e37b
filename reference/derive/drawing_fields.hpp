// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lines of a token in a picture: a field a line, or the fields of one name in a line together.
#pragma once

#include <string>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::derive {

/// Fields that share a line.
struct FieldLine {
  std::string name;
  int first = 0;  ///< index of the first of them
  int size = 1;
};

/// A line a field; where there are more than twelve fields, neighbours of one name (`op[0]`,
/// `op[1]`, or `op` twice) are one line.
[[nodiscard]] std::vector<FieldLine> field_lines(const std::vector<std::string>& names);

/// What stands in the lines of each token, in at most `most` characters each: a number, or several
/// as cell_text writes them, in one way for all tokens. \pre a field a name of `lines`
[[nodiscard]] std::vector<std::vector<std::string>> texts_of(
    const std::vector<FieldLine>& lines, const std::vector<std::vector<Rational>>& tokens,
    int most);

}  // namespace attest::derive
