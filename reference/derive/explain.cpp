// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words for people; see explain.hpp.
#include "reference/derive/explain.hpp"

#include <algorithm>
#include <variant>

namespace attest::derive {
namespace {

std::string shown(const model::Number& number) {
  if (const auto* rational = std::get_if<Rational>(&number)) return rational->to_string();
  if (const auto* ball = std::get_if<Ball>(&number)) return ball->to_string();
  return std::get<Float>(number).to_rational().to_string();
}

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : ", ") + part;
  return result;
}

/// "scores -2 0 | weights 0 1" of the columns [first, last) of one query.
std::string columns_text(const model::HeadTrace& head, int query, int first, int last) {
  std::string scores;
  std::string weights;
  for (int k = first; k < last; ++k) {
    const std::size_t at = static_cast<std::size_t>(query) * static_cast<std::size_t>(head.keys) +
                           static_cast<std::size_t>(k);
    scores += " " + (head.visible[at] != 0 ? shown(head.scores[at]) : std::string("masked"));
    weights += " " + shown(head.pattern[at]);
  }
  return "scores" + scores + " | weights" + weights + "\n";
}

/// One line a query: "  0: scores -2 0 -1 | weights 0 1 0". Of third-order heads one line a query
/// and first key: "  0, pairs (2, .): ..".
std::string shown(const model::HeadTrace& head) {
  std::string result;
  for (int q = 0; q < head.queries; ++q) {
    const std::string query = "    " + std::to_string(q);
    if (!head.is_of_pairs) {
      result += query + ": " + columns_text(head, q, 0, head.keys);
      continue;
    }
    for (int j = 0; j < head.queries; ++j) {
      result += query + ", pairs (" + std::to_string(j) +
                ", .): " + columns_text(head, q, j * head.queries, (j + 1) * head.queries);
    }
  }
  return result;
}

/// One line a token: its nonzero registers.
std::string state_text(const model::Transformer& model, const std::vector<model::Number>& state,
                       int n, int d) {
  std::string result;
  for (int token = 0; token < n; ++token) {
    result += "    " + std::to_string(token) + ":";
    int coordinate = 0;
    for (const model::Register& slice : model.registers) {
      std::vector<std::string> entries;
      bool is_all_zero = true;
      for (int i = 0; i < slice.size; ++i, ++coordinate) {
        const model::Number& value =
            state[static_cast<std::size_t>(token) * static_cast<std::size_t>(d) +
                  static_cast<std::size_t>(coordinate)];
        is_all_zero = is_all_zero && model::is_zero(value);
        entries.push_back(shown(value));
      }
      if (!is_all_zero) result += " " + slice.name + "=" + joined(entries);
    }
    result += "\n";
  }
  return result;
}

}  // namespace

std::string text_of(const std::vector<Rational>& answer) {
  std::vector<std::string> parts;
  parts.reserve(answer.size());
  for (const Rational& value : answer) parts.push_back(value.to_string());
  return "(" + joined(parts) + ")";
}

std::string text_of(const Matrix& tokens) {
  std::vector<std::string> rows;
  for (int i = 0; i < tokens.rows(); ++i) {
    const auto row = tokens.row(i);
    rows.push_back(tokens.cols() == 1 ? row[0].to_string()
                                      : text_of(std::vector<Rational>(row.begin(), row.end())));
  }
  return tokens.rows() == 1 && tokens.cols() > 1 ? rows.front() : "[" + joined(rows) + "]";
}

std::string text_of(const model::Transformer& model, const model::Trace& trace) {
  std::string result =
      "embedded, by token:\n" + state_text(model, trace.embedded, trace.n, trace.d);
  int layer = 0;
  for (const model::LayerTrace& step : trace.layers) {
    result += "layer " + std::to_string(++layer) + " (" + step.block + ")\n";
    for (const model::HeadTrace& head : step.heads) {
      result += "  head " + head.head + ", by query:\n" + shown(head);
    }
    result += "  state, by token:\n" + state_text(model, step.state, trace.n, trace.d);
  }
  return result;
}

}  // namespace attest::derive
