// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of comparisons.
#include "reports/site/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reports/site/growth.hpp"
#include "reports/site/wording.hpp"

namespace attest::site {
namespace {

using check::CountedLine;
using check::LineKind;
using check::SeriesRow;

/// "width" for "width: registers of a column [count]".
std::string short_name(const std::string& quantity) {
  return quantity.substr(0, std::min(quantity.find_first_of(":,"), quantity.find(" [")));
}

/// A whole number in groups, any other with three decimals.
std::string count_text(const Rational& count) {
  constexpr std::size_t most = 24;
  if (!count.is_integer()) return ratio_text({.value = 1, .used = count});
  return grouped(shortened(count.to_string(), most));
}

/// The greatest size at which every line that is built is counted.
std::size_t common_size(const std::vector<const Comparison*>& group) {
  for (std::size_t i = group.front()->series.sizes.size(); i-- > 1;) {
    const bool is_counted = std::ranges::all_of(group, [i](const Comparison* comparison) {
      return std::ranges::all_of(comparison->series.lines, [i](const CountedLine& line) {
        return line.kind == LineKind::recalled || line.counts[i].has_value();
      });
    });
    if (is_counted) return i;
  }
  return 0;
}

/// Those of claims first, those that are built before those from print.
int rank_of(const Thing& thing) {
  return thing.claim.empty() ? 2 : thing.kind == LineKind::recalled ? 1 : 0;
}

const CountedLine* line_of(const Comparison& comparison, const Thing& thing) {
  for (std::size_t i = 0; i < comparison.claims.size(); ++i) {
    const CountedLine& line = comparison.series.lines[i];
    if (comparison.claims[i] == thing.claim && line.name == thing.name) return &line;
  }
  return nullptr;
}

/// Name, whose it is or what, mark of what is printed elsewhere, note.
Line name_cell(const Thing& thing, const CountedLine& line) {
  Line cell{strong(line.name)};
  if (line.kind == LineKind::recalled) {
    cell.push_back(plain(" "));
    cell.push_back(mark("published figure", "print"));
  }
  cell.push_back(below(line.note));
  if (thing.claim.empty()) {
    cell.push_back(below(check::text_of(line.kind)));
  } else {
    cell.push_back(plain(" "));
    cell.push_back(page(thing.claim, thing.claim));
  }
  return cell;
}

/// "order M^2", "order (log2 M)^2", "x2: 4.01, 3.98"; empty where nothing is known.
std::string order_text(const check::Growth& growth, const std::string& size) {
  using Kind = check::Growth::Kind;
  if (growth.kind != Kind::polynomial && growth.kind != Kind::polynomial_of_log) {
    return check::text_of(growth, size);
  }
  const int degree = growth.degree();
  if (degree == 0) return "constant";
  const bool is_log = growth.kind == Kind::polynomial_of_log;
  const std::string base = is_log ? "log2 " + size : size;
  if (degree == 1) return "order " + base;
  return fmt::format("order {}^{}", is_log ? "(" + base + ")" : base, degree);
}

/// The count and how it grows.
Line count_cell(const CountedLine* line, std::size_t at, const std::string& size) {
  if (line == nullptr || !line->counts[at]) return {};
  Line cell = text_line(count_text(*line->counts[at]));
  const std::string order = order_text(line->growth, size);
  if (!order.empty()) cell.push_back(below(order));
  return cell;
}

}  // namespace

std::vector<Thing> things_of(const std::vector<const Comparison*>& group) {
  std::vector<Thing> things;
  for (const Comparison* comparison : group) {
    for (std::size_t i = 0; i < comparison->claims.size(); ++i) {
      const CountedLine& line = comparison->series.lines[i];
      if (line.kind == LineKind::lower_bound || line.kind == LineKind::upper_bound) continue;
      Thing thing{.claim = comparison->claims[i], .name = line.name, .kind = line.kind};
      if (std::ranges::find(things, thing) == things.end()) things.push_back(std::move(thing));
    }
  }
  std::ranges::stable_sort(things, [](const Thing& a, const Thing& b) {
    return std::pair(rank_of(a), a.claim) < std::pair(rank_of(b), b.claim);
  });
  return things;
}

Block comparison_table(const std::vector<const Comparison*>& group) {
  const SeriesRow& frame = group.front()->series;
  const std::size_t at = common_size(group);
  std::vector<std::string> titles{"what is compared"};
  for (const Comparison* comparison : group) {
    titles.push_back(">" + short_name(comparison->series.quantity));
  }
  std::vector<std::vector<Line>> cells;
  for (const Thing& thing : things_of(group)) {
    std::vector<Line> row(1);
    for (const Comparison* comparison : group) {
      const CountedLine* line = line_of(*comparison, thing);
      if (line != nullptr && row[0].empty()) row[0] = name_cell(thing, *line);
      row.push_back(count_cell(line, at, frame.size));
    }
    cells.push_back(std::move(row));
  }
  return table(fmt::format("At {} = {}; below a number how it grows, or (x2) its last two ratios "
                           "where {} doubles",
                           frame.size, frame.sizes[at], frame.size),
               std::move(titles), std::move(cells), Narrow::stacks);
}

}  // namespace attest::site
