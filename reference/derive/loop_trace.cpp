// SPDX-License-Identifier: Apache-2.0
/// \file
/// Texts of loops; see loop_trace.hpp.
#include "reference/derive/loop_trace.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "reference/model/evaluate.hpp"

namespace attest::derive {
namespace {

using Row = std::vector<Rational>;

// What column 0 reads with a head, of a layer of the pass.
struct Reading {
  std::size_t layer = 0;
  const model::Head* head = nullptr;
  std::vector<int> columns = {};
};

// One pass: the rows of column 0 before each layer and after the last, what it read, and the gains
// of its heads.
struct Pass {
  std::vector<const model::Block*> blocks = {};
  std::vector<Row> rows = {};
  std::vector<Reading> readings = {};
  std::vector<Row> gains = {};  // by reading
};

// The number of `size` signs from `first` on, as an unsigned word and, where it is another, a
// signed one; else the entries.
std::string number_text(const Row& row, std::size_t first, std::size_t size) {
  const auto is_sign = [&](std::size_t i) {
    return row[i] == Rational(1) || row[i] == Rational(-1);
  };
  bool all_signs = size > 1;
  for (std::size_t i = first; i < first + size; ++i) all_signs = all_signs && is_sign(i);
  std::string text;
  if (!all_signs) {
    for (std::size_t i = first; i < first + size; ++i) {
      text += (i == first ? "" : " ") + row[i].to_string();
    }
    return size == 1 ? text : "(" + text + ")";
  }
  Integer value = 0;
  for (std::size_t i = first; i < first + size; ++i) {
    value = value + value + (row[i] == Rational(1) ? 1 : 0);
  }
  text = value.to_string();
  if (row[first] == Rational(1)) {
    text += " (" + (value - power_of_two(static_cast<unsigned>(size))).to_string() + ")";
  }
  return text;
}

// The registers of a row that are not zero; of a gain, those that it touches.
std::string registers_text(const model::Transformer& model, const LoopNames& names,
                           const Row& row) {
  std::string text;
  std::size_t first = 0;
  for (const model::Register& r : model.registers) {
    const auto size = static_cast<std::size_t>(r.size);
    const bool is_zero = std::all_of(row.begin() + static_cast<std::ptrdiff_t>(first),
                                     row.begin() + static_cast<std::ptrdiff_t>(first + size),
                                     [](const Rational& x) { return x.is_zero(); });
    const auto found = names.parts.find(r.name);
    const auto parts = static_cast<std::size_t>(found == names.parts.end() ? 1 : found->second);
    if (!is_zero) {
      text += (text.empty() ? "" : "  ") + r.name + "=";
      for (std::size_t p = 0; p < parts; ++p) {
        text += (p == 0 ? "" : ",") + number_text(row, first + p * (size / parts), size / parts);
      }
    }
    first += size;
  }
  return text.empty() ? "all zero" : text;
}

std::vector<const model::Block*> blocks_of(const model::Transformer& model) {
  std::vector<const model::Block*> result;
  for (const auto& [block, times] : model.schedule) {
    for (int i = 0; i < times; ++i) {
      result.push_back(&model.blocks[static_cast<std::size_t>(block)]);
    }
  }
  return result;
}

// What a head adds to a row for the mean of the rows that it reads.
Row gain_of(const model::Head& head, const std::vector<Row>& read, std::size_t width) {
  Row mean(width);
  for (const Row& row : read) {
    for (std::size_t i = 0; i < width; ++i) {
      mean[i] += row[i] / Rational(static_cast<std::int64_t>(read.size()));
    }
  }
  std::map<int, Rational> values;
  for (const model::Entry& entry : head.values[0]) {
    values[entry.to] += entry.weight.value * mean[static_cast<std::size_t>(entry.from)];
  }
  Row gain(width);
  for (const model::Entry& entry : head.out) {
    gain[static_cast<std::size_t>(entry.to)] += entry.weight.value * values[entry.from];
  }
  return gain;
}

// A pass that was computed in part. Its rows before the first layer are those after the pass, but
// `first`, of column 0.
Pass pass_of(const model::Transformer& model, const engine::Looped& looped, const Row& first,
             const Matrix& before) {
  Pass pass{.blocks = blocks_of(model), .rows = {first}};
  const auto width = static_cast<std::size_t>(model::width(model));
  const auto row_of = [&](std::size_t layer, int column) {
    const auto row = looped.row(static_cast<int>(layer), column);
    return Row(row.begin(), row.end());
  };
  for (std::size_t l = 1; l < pass.blocks.size(); ++l) pass.rows.push_back(row_of(l, 0));
  pass.rows.push_back(row_of(0, 0));
  for (const engine::Looped::Read& read : looped.reads()) {
    if (read.column != 0) continue;
    const auto layer = static_cast<std::size_t>(read.layer);
    const model::Head& head = pass.blocks[layer]->heads[static_cast<std::size_t>(read.head)];
    pass.readings.push_back({.layer = layer, .head = &head, .columns = read.columns});
    std::vector<Row> rows;
    for (const int column : read.columns) {
      if (layer > 0) {
        rows.push_back(row_of(layer, column));
      } else {
        const auto row = before.row(column);
        rows.emplace_back(row.begin(), row.end());
      }
    }
    pass.gains.push_back(gain_of(head, rows, width));
  }
  return pass;
}

// The rows of column 0 in a pass from `before`, evaluated in full.
Pass literal_pass(const model::Transformer& model, const Matrix& before) {
  Pass pass{.blocks = blocks_of(model)};
  Matrix state = before;
  for (const model::Block* block : pass.blocks) {
    const auto row = state.row(0);
    pass.rows.emplace_back(row.begin(), row.end());
    model::Transformer layer = model;
    layer.schedule = {{static_cast<int>(block - model.blocks.data()), 1}};
    state = model::Evaluator(layer, model::Arithmetic::rational, 0)
                .final_state(state, model::Tie::average);
  }
  const auto last = state.row(0);
  pass.rows.emplace_back(last.begin(), last.end());
  return pass;
}

}  // namespace

LoopTrace::LoopTrace(const model::Transformer& model, const check::RunRequest& request,
                     LoopNames names)
    : model_(model), request_(request), names_(std::move(names)) {}

bool LoopTrace::begin(std::int64_t number, engine::Looped& looped) {
  const bool is_told = request_.trace && request_.trace->includes(number);
  if (!is_told && number_ == 0) return false;
  number_ = is_told ? number : 0;
  looped.record(is_told);
  if (is_told) before_ = looped.state();
  return is_told;
}

void LoopTrace::end(engine::Looped& looped, const std::string& note) {
  if (number_ == 0) return;
  std::string text = "loop " + std::to_string(number_) + (note.empty() ? "" : ": " + note) + "\n";
  const auto first = before_.row(0);
  Pass pass;
  if (looped.is_incremental()) {
    pass = pass_of(model_, looped, Row(first.begin(), first.end()), before_);
  } else if (before_.rows() <= most_columns_told) {
    pass = literal_pass(model_, before_);
  } else {
    text += "  evaluated in full; too many columns to be told\n";
  }
  for (std::size_t l = 0; l < pass.blocks.size(); ++l) {
    text +=
        "  " + pass.blocks[l]->name + ": " + registers_text(model_, names_, pass.rows[l]) + "\n";
    for (std::size_t i = 0; i < pass.readings.size(); ++i) {
      const Reading& reading = pass.readings[i];
      if (reading.layer != l) continue;
      text += "    " + reading.head->name + " reads";
      for (std::size_t c = 0; c < std::min<std::size_t>(reading.columns.size(), 4); ++c) {
        text += (c == 0 ? " column " : ", ") + std::to_string(reading.columns[c]) + " (" +
                names_.column(reading.columns[c]) + ")";
      }
      if (reading.columns.size() > 4) {
        text += " and " + std::to_string(reading.columns.size() - 4) + " more, which tie";
      }
      text += ": adds " + registers_text(model_, names_, pass.gains[i]) + "\n";
    }
  }
  if (!pass.rows.empty()) {
    text += "  after: " + registers_text(model_, names_, pass.rows.back()) + "\n";
  }
  request_.trace->write(text);
}

}  // namespace attest::derive
