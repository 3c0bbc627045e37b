// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers, texts and splines as Graphviz reads them; see attributes.hpp.
#include "reports/diagram/attributes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace attest::diagram {
namespace {

using check::Point;

constexpr double arrow_length = 6.5;  // of arrowsize 0.65

}  // namespace

std::string number(double value) {
  std::array<char, 48> text{};
  const long hundredths = std::lround(value * 100);
  const long magnitude = std::labs(hundredths);
  std::snprintf(text.data(), text.size(), "%s%ld.%02ld", hundredths < 0 ? "-" : "", magnitude / 100,
                magnitude % 100);
  return text.data();
}

std::string inches(int points) {
  std::array<char, 48> text{};
  const long parts = std::lround(points * 10000.0 / 72);
  std::snprintf(text.data(), text.size(), "%ld.%04ld", parts / 10000, parts % 10000);
  return text.data();
}

std::string pair(double x, double y) { return number(x) + "," + number(y); }

std::string literal(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') result += '\\';
    result += c;
    if (c == '&') result += "amp;";
  }
  return result;
}

std::string spline(const std::vector<Point>& route, bool has_arrow) {
  std::vector<std::array<double, 2>> points;
  if (route.size() == 2) {
    for (int i = 0; i <= 3; ++i) {
      points.push_back({route[0].x + (route[1].x - route[0].x) * i / 3.0,
                        route[0].y + (route[1].y - route[0].y) * i / 3.0});
    }
  } else {
    for (const Point& point : route) points.push_back({double(point.x), double(point.y)});
  }
  std::string head;
  if (has_arrow) {
    std::array<double, 2>& tip = points.back();
    const std::array<double, 2>& before = points[points.size() - 2];
    const double dx = tip[0] - before[0];
    const double dy = tip[1] - before[1];
    const double length = std::max(1.0, std::hypot(dx, dy));
    head = "e," + pair(tip[0], tip[1]) + " ";
    tip = {tip[0] - dx / length * arrow_length, tip[1] - dy / length * arrow_length};
  }
  std::string result = head;
  for (const auto& [x, y] : points) {
    if (&x != points.front().data()) result += " ";
    result += pair(x, y);
  }
  return result;
}

Stroke stroke_of(const Look& look, const std::optional<Rational>& weight) {
  if (!weight) return {.colour = look.line, .width = number(look.line_width)};
  const double share = static_cast<double>((*weight * 1000).round_half_up().to_int64()) / 1000;
  std::array<char, 8> alpha{};
  std::snprintf(alpha.data(), alpha.size(), "%02lx", std::lround(255 * (0.3 + 0.7 * share)));
  return {.colour = std::string(look.line) + alpha.data(),
          .width = number(look.line_width + 2.6 * share)};
}

}  // namespace attest::diagram
