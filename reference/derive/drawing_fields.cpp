// SPDX-License-Identifier: Apache-2.0
/// \file
/// Puts fields of one name into one line; see drawing_fields.hpp.
#include "reference/derive/drawing_fields.hpp"

#include <algorithm>

#include "reference/derive/drawing_text.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::derive {
namespace {

/// "op" of "op[3]" and of "op".
std::string stem_of(const std::string& name) {
  return name.ends_with(']') ? name.substr(0, name.rfind('[')) : name;
}

/// The fields of a line as the entries of a register.
std::vector<model::Number> entries_of(const FieldLine& line, const std::vector<Rational>& fields) {
  const auto first = fields.begin() + line.first;
  return {first, first + line.size};
}

}  // namespace

std::vector<FieldLine> field_lines(const std::vector<std::string>& names) {
  constexpr std::size_t most_apart = 12;
  std::vector<FieldLine> lines;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_bundled = names.size() > most_apart;
    const std::string name = is_bundled ? stem_of(names[i]) : names[i];
    if (is_bundled && !lines.empty() && lines.back().name == name) {
      ++lines.back().size;
    } else {
      lines.push_back({.name = name, .first = static_cast<int>(i)});
    }
  }
  return lines;
}

std::vector<std::vector<std::string>> texts_of(const std::vector<FieldLine>& lines,
                                               const std::vector<std::vector<Rational>>& tokens,
                                               int most) {
  std::vector<std::vector<std::string>> texts(tokens.size());
  for (const FieldLine& line : lines) {
    const bool as_signs = std::all_of(
        tokens.begin(), tokens.end(),
        [&](const std::vector<Rational>& fields) { return are_signs(entries_of(line, fields)); });
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      texts[i].push_back(cell_text(entries_of(line, tokens[i]), most, as_signs));
    }
  }
  return texts;
}

}  // namespace attest::derive
