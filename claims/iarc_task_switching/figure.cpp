// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the lanes: what each reads from one stream, and which of them the mode lets
/// through.
#include <string>
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/number/error.hpp"

namespace attest::iarc_task_switching {
namespace {

using check::Role;
using task::Control;

constexpr std::int64_t drawn_digits = 10;
constexpr int first_x = 150;
constexpr int step_x = 58;
constexpr int token_y = 300;
constexpr int lane_top = 210;
constexpr int lane_step = 44;
constexpr int lane_x = 250;
constexpr int result_x = 480;
constexpr int next_x = 620;
constexpr const char* letters[] = {"I", "A", "R", "C"};
constexpr const char* names[] = {"increment", "addition", "reverse", "context"};

/// The stream 3 7 1 I 5 2 * 4 8: the control * chooses, the one before it does not.
class LanesPicture {
 public:
  explicit LanesPicture(int control) : control_(control) {
    symbols_ = {3, 7, 1, drawn_digits, 5, 2, drawn_digits + control, 4, 8};
  }

  check::Drawing draw() {
    tokens();
    lanes();
    texts();
    return std::move(sketch_.drawing);
  }

 private:
  /// Places: the last token, the control, the digit before the last, the image, the context.
  static constexpr int last = 8;
  static constexpr int place = 6;
  static constexpr int before = 7;
  static constexpr int image = 2 * place - last - 1;  // a control: the digit before it is read
  static constexpr int context = place - 1;

  [[nodiscard]] static int x_of(int token) { return first_x + token * step_x; }
  [[nodiscard]] static int y_of(int lane) { return lane_top - lane * lane_step; }

  void tokens() {
    sketch_.label(token_y, "stream");
    for (int i = 0; i <= last; ++i) {
      const std::int64_t symbol = symbols_[static_cast<std::size_t>(i)];
      const bool is_control = symbol >= drawn_digits;
      sketch_.box("token." + std::to_string(i), {x_of(i), token_y}, 34,
                  is_control ? letters[symbol - drawn_digits] : std::to_string(symbol),
                  is_control ? Role::fixed : Role::token);
      sketch_.note({x_of(i), token_y - 22}, std::to_string(i), check::Style::small,
                   check::Align::centre);
    }
    sketch_.note({10, token_y - 22}, "position", check::Style::small);
    sketch_.note({10, token_y - 38}, "read by head", check::Style::small);
    reading(place, 64, "control");
    reading(before, 24, "before");
    reading(image, 104, "mirror");
    reading(context, 84, "context");
  }

  /// From what a head reads to the last token, above the stream; the head's name below.
  void reading(int key, int height, const char* head) {
    const int top = token_y + 10;
    const int shift = key == before ? -8 : 0;
    sketch_.drawing.edges.push_back({.from = "token." + std::to_string(key),
                                     .to = "token." + std::to_string(last),
                                     .role = Role::attention,
                                     .weight = Rational(1),
                                     .route = {{x_of(key), top},
                                               {x_of(key), top + height},
                                               {x_of(last) + shift, top + height},
                                               {x_of(last) + shift, top}}});
    sketch_.note({x_of(key), token_y - 38}, head, check::Style::small, check::Align::centre);
  }

  [[nodiscard]] std::string digit(int at) const {
    return std::to_string(symbols_[static_cast<std::size_t>(at)]);
  }

  void lanes() {
    // What the lanes read and make of it, by the registers of layer 2.
    const std::string x = digit(last);
    const std::string reads[] = {"near = " + x, "near = " + x + ", a2 = " + digit(before),
                                 "r = " + digit(image - 1) + " (before the I)",
                                 "near = " + x + ", c = " + digit(context)};
    const std::int64_t sums[] = {symbols_[last] + 1, symbols_[last] + symbols_[before],
                                 symbols_[image - 1], symbols_[last] + symbols_[context]};
    for (int lane = 0; lane < 4; ++lane) {
      const std::string number = std::to_string(lane);
      const bool is_chosen = lane == control_;
      sketch_.label(y_of(lane), names[lane]);
      sketch_.box("reads." + number, {lane_x, y_of(lane)}, 170, reads[lane], Role::value);
      sketch_.box("result." + number, {result_x, y_of(lane)}, 120,
                  "mode[" + std::string(letters[lane]) + "] = " + (is_chosen ? "1" : "0") + ": " +
                      std::to_string(sums[lane] % drawn_digits),
                  is_chosen ? Role::written : Role::amount);
      flow("reads." + number, {lane_x + 85, y_of(lane)}, "result." + number,
           {result_x - 60, y_of(lane)});
    }
    const int middle = (y_of(0) + y_of(3)) / 2;
    const auto next = task::next_digit(symbols_, drawn_digits);
    sketch_.box("next", {next_x, middle}, 60, "next " + std::to_string(next.value().digit),
                Role::answer);
    flow("result." + std::to_string(control_), {result_x + 60, y_of(control_)}, "next",
         {next_x - 30, middle});
  }

  void flow(const std::string& from, check::Point start, const std::string& to, check::Point end) {
    sketch_.drawing.edges.push_back(
        {.from = from, .to = to, .role = Role::flow, .route = {start, end}});
  }

  void texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S1: Four lanes and the mode that chooses";
    drawing.caption = {
        "N = 10. All lanes read at every token; the last control, found by layer 1, lets one of "
        "them through.",
        "t = 8, p = 6; the mirror image is place 2p - t - 1 = 3, a control, so that the digit "
        "before "
        "it counts."};
    drawing.meanings = {{Role::token, "digit"},
                        {Role::fixed, "control"},
                        {Role::value, "digits that a lane reads"},
                        {Role::amount, "lane that is off"},
                        {Role::written, "lane that is on"},
                        {Role::answer, "next digit"}};
    drawing.low = {0, y_of(3) - 30};
    drawing.high = {x_of(last) + 50, token_y + 160};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 28}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 43}, drawing.caption[1], check::Style::body);
  }

  int control_;
  std::vector<std::int64_t> symbols_;
  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing lanes_figure(const check::Params& params) {
  const std::int64_t control = params.at("control");
  if (control < 0 || control > 3) {
    throw InputError("drawing-size", "iarc_task_switching S1, --figure",
                     "control = " + std::to_string(control), "0 to 3");
  }
  return LanesPicture(static_cast<int>(control)).draw();
}

}  // namespace attest::iarc_task_switching
