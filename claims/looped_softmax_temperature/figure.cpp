// SPDX-License-Identifier: Apache-2.0
/// \file
/// How far entries are off after each layer of one loop, and the staircase that takes it away.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/distances.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using check::Align;
using check::Role;
using check::Style;

constexpr int panel_width = 380;
constexpr int panel_height = 150;
constexpr int left_margin = 52;
constexpr int unit = 5;          // points for a factor of 2
constexpr int least_power = 22;  // 2^-22 and less stand on the axis
constexpr int most_power = 4;
constexpr int cases_measured = 40;

/// Least integer p with 2^p >= x, of x > 0, at least -least_power.
int power_above(const Rational& x) {
  int power = most_power;
  Rational value{power_of_two(most_power)};
  while (power > -least_power && value / 2 >= x) {
    value /= 2;
    --power;
  }
  return power;
}

/// Four panels, one a block, and the staircase below.
class ErrorLevels {
 public:
  explicit ErrorLevels(const Size& size) : size_(size) {}

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S3: How far softmax is off, layer by layer";
    drawing_.caption = {"greatest distance of an entry from hardmax, " + size_text(),
                        "powers of 2; above the line at 1/4 the rounding layer fails"};
    drawing_.meanings = {{Role::amount, "bound for all states"},
                         {Role::member, "measured on operand pairs"},
                         {Role::axis, "1/4, the radius of rounding"},
                         {Role::curve, "what a rounding layer makes of x"}};
    drawing_.low = {0, 0};
    drawing_.high = {2 * panel_width + 20, 3 * (panel_height + 60) + 30};
    const int top = drawing_.high.y;
    note({6, top - 10}, drawing_.title, Style::title, Align::left);
    note({6, top - 30}, drawing_.caption[0], Style::body, Align::left);
    note({6, top - 45}, drawing_.caption[1], Style::body, Align::left);
    int panel = 0;
    for (const Blocks blocks : all_blocks) {
      add_panel(blocks, {panel % 2 * panel_width, top - 90 - panel / 2 * (panel_height + 60)});
      ++panel;
    }
    add_staircase({left_margin, 20});
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] std::string size_text() const {
    return std::to_string(size_.columns) + " columns, words of " + std::to_string(size_.word_bits) +
           " bits, each block at its certified kappa";
  }

  /// Levels after each layer of one block; `corner` is the upper left.
  void add_panel(Blocks blocks, check::Point corner) {
    const int kappa = certified_kappa(blocks, size_);
    const derive::looped::Deviations bound = derive::looped::deviations(
        softmax_block(blocks, size_, 1), blocks, size_.address_bits(), kappa);
    const std::vector<Rational> measured = measured_levels(blocks, kappa, bound);
    note({corner.x + left_margin, corner.y + 14},
         text_of(blocks) + ", kappa = " + std::to_string(kappa), Style::heading, Align::left);
    const int zero = corner.y - (most_power + 2) * unit;  // y of 2^0
    for (const int power : {0, -10, -20}) {
      note({corner.x + left_margin - 8, zero + power * unit},
           power == 0 ? "1" : "2^" + std::to_string(power), Style::small, Align::right);
    }
    const std::string id = label_of(blocks);
    const int layers = static_cast<int>(bound.layers.size());
    const int pitch = std::min(60, (panel_width - left_margin - 30) / layers);
    line(id + ".quarter", {corner.x + left_margin, zero - 2 * unit},
         {corner.x + left_margin + layers * pitch, zero - 2 * unit}, Role::axis);
    for (int layer = 0; layer < layers; ++layer) {
      const std::size_t at = static_cast<std::size_t>(layer);
      const int x = corner.x + left_margin + layer * pitch + pitch / 2;
      const std::string place = id + ".layer" + std::to_string(layer);
      add_level(place + ".bound", x - 7, zero, greatest_off(bound.layers[at]), Role::amount);
      add_level(place + ".measured", x + 7, zero, measured[at], Role::member);
      note({x, zero - (least_power + 3) * unit - layer % 2 * 12}, bound.layers[at].block,
           Style::small, Align::centre);
    }
  }

  /// A column up to a level; nothing is off by 0.
  void add_level(const std::string& id, int x, int zero, const Rational& off, Role role) {
    if (off.is_zero()) return;
    const int height = (power_above(off) + least_power) * unit + 3;
    const int bottom = zero - least_power * unit - 3;
    drawing_.nodes.push_back({.id = id,
                              .centre = {x, bottom + height / 2},
                              .width = 12,
                              .height = height,
                              .role = role,
                              .detail = "at most 2^" + std::to_string(power_above(off))});
  }

  /// Of the columns of the machine and of the words that hardmax does not leave to garbage.
  static bool is_counted(const derive::Spread& entry) { return !entry.is_continuous(); }

  static Rational greatest_off(const derive::looped::DeviationLayer& layer) {
    Rational greatest = 0;
    for (const auto& stream : layer.spreads) {
      for (const derive::Spread& entry : stream) {
        if (is_counted(entry)) greatest = std::max(greatest, entry.off);
      }
    }
    return greatest;
  }

  /// Greatest distance after each layer where the bound says that there may be one.
  [[nodiscard]] std::vector<Rational> measured_levels(
      Blocks blocks, int kappa, const derive::looped::Deviations& bound) const {
    const Distance distance(blocks, size_, kappa);
    const check::CaseSpace pairs = derive::looped::operand_pairs(blocks, size_);
    std::vector<Rational> greatest(bound.layers.size());
    const std::int64_t stride = std::max<std::int64_t>(1, pairs.size / cases_measured);
    for (std::int64_t i = 0; i < pairs.size; i += stride) {
      const std::optional<check::Case> tokens = pairs.at(i);
      if (!tokens) continue;
      const Distances found = distance.of(*tokens);
      for (std::size_t layer = 0; layer < greatest.size(); ++layer) {
        for (std::size_t kind = 0; kind < found[layer].size(); ++kind) {
          for (std::size_t at = 0; at < found[layer][kind].size(); ++at) {
            const derive::Spread& entry = bound.layers[layer].spreads[kind][at];
            if (entry.off.is_zero() || !is_counted(entry)) continue;
            greatest[layer] = std::max(greatest[layer], found[layer][kind][at]);
          }
        }
      }
    }
    return greatest;
  }

  /// x -> -1, 0, 1 with its ramps between; `corner` is the lower left.
  void add_staircase(check::Point corner) {
    constexpr int scale = 90;
    const auto place = [&](const Rational& x, const Rational& y) {
      const Rational left = (x + Rational(3, 2)) * scale;
      const Rational up = (y + 1) * Rational(scale, 2);
      return check::Point{corner.x + static_cast<int>(left.round_half_up().to_int64()),
                          corner.y + 30 + static_cast<int>(up.round_half_up().to_int64())};
    };
    note({corner.x, corner.y + 142}, "the rounding layer, e = 1/4", Style::heading, Align::left);
    const Rational e = gadget::looped::rounding_radius();
    const std::vector<std::pair<Rational, Rational>> bends{
        {Rational(-3, 2), -1}, {-1 + e, -1}, {-e, 0}, {e, 0}, {1 - e, 1}, {Rational(3, 2), 1}};
    for (std::size_t i = 0; i + 1 < bends.size(); ++i) {
      line("stair" + std::to_string(i), place(bends[i].first, bends[i].second),
           place(bends[i + 1].first, bends[i + 1].second), Role::curve);
    }
    for (const int x : {-1, 0, 1}) {
      const check::Point below = place(x, -1);
      note({below.x, corner.y + 14}, std::to_string(x), Style::small, Align::centre);
    }
  }

  void line(const std::string& id, check::Point from, check::Point to, Role role) {
    drawing_.nodes.push_back(
        {.id = id, .centre = from, .width = 2, .height = 2, .role = Role::value});
    drawing_.edges.push_back({.from = id, .to = id, .role = role, .route = {from, to}});
  }

  void note(check::Point at, std::string text, Style style, Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  Size size_;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing error_levels(const check::Params& params) {
  const Size size = derive::looped::size_of(params);
  if (size.columns > 8 || size.word_bits > 8 || size.word_bits < 3) {
    throw InputError("drawing-size", std::string(claim_id) + " S3, --figure",
                     check::text_of(params), "at most 8 columns, and 3 to 8 bits");
  }
  return ErrorLevels(size).draw();
}

}  // namespace attest::looped_softmax_temperature
