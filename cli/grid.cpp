// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads settings and expands them to a grid, each value inside the range its statement declares.
#include "cli/grid.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>

#include "cli/nearest.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

Setting setting_of(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && equals > 0) {
    const std::string_view value = std::string_view(text).substr(equals + 1);
    const std::size_t dots = value.find("..");
    const auto lo = whole_number(value.substr(0, dots));
    const auto hi = dots == std::string_view::npos ? lo : whole_number(value.substr(dots + 2));
    if (lo && hi && *lo <= *hi) return {.name = text.substr(0, equals), .lo = *lo, .hi = *hi};
  }
  throw InputError("set-syntax", "--set", in_quotes(text),
                   "name=value or name=lo..hi with lo <= hi, whole numbers below 2^63");
}

const check::Parameter& parameter_named(const check::Statement& statement, const std::string& place,
                                        const std::string& name) {
  std::vector<std::string> names;
  for (const check::Parameter& parameter : statement.parameters) {
    if (parameter.name == name) return parameter;
    names.push_back(parameter.name);
  }
  throw InputError("parameter-unknown", place + ", --set", in_quotes(name), one_of(name, names));
}

void require_in_range(const check::Statement& statement, const std::string& place,
                      const Setting& setting) {
  const check::Parameter& parameter = parameter_named(statement, place, setting.name);
  if (parameter.lo <= setting.lo && setting.hi <= parameter.hi) return;
  const std::string found =
      setting.lo < parameter.lo ? std::to_string(setting.lo) : std::to_string(setting.hi);
  throw InputError("parameter-range", place + ", --set " + setting.name, found,
                   std::to_string(parameter.lo) + " to " + std::to_string(parameter.hi) + " (" +
                       parameter.meaning + ")");
}

/// Every point of `points` with each value of `setting` put in.
std::vector<check::Params> with_values(const std::vector<check::Params>& points,
                                       const Setting& setting) {
  std::vector<check::Params> result;
  for (const check::Params& point : points) {
    for (std::int64_t value = setting.lo;; ++value) {
      check::Params changed = point;
      changed[setting.name] = value;
      result.push_back(std::move(changed));
      if (value == setting.hi) break;  // hi may be the largest int64
    }
  }
  return result;
}

std::vector<check::Params> without_repeats(const std::vector<check::Params>& points) {
  std::set<check::Params> seen;
  std::vector<check::Params> result;
  for (const check::Params& point : points) {
    if (seen.insert(point).second) result.push_back(point);
  }
  return result;
}

}  // namespace

std::vector<Setting> settings_of(const std::vector<std::string>& texts) {
  std::vector<Setting> settings;
  for (const std::string& text : texts) {
    Setting setting = setting_of(text);
    for (const Setting& earlier : settings) {
      if (earlier.name != setting.name) continue;
      throw InputError("set-twice", "--set", in_quotes(setting.name) + " twice",
                       "each parameter at most once");
    }
    settings.push_back(std::move(setting));
  }
  return settings;
}

bool has_parameters(const check::Statement& statement, const std::vector<Setting>& settings) {
  return std::all_of(settings.begin(), settings.end(), [&](const Setting& setting) {
    return std::any_of(statement.parameters.begin(), statement.parameters.end(),
                       [&](const check::Parameter& p) { return p.name == setting.name; });
  });
}

std::vector<check::Params> grid(const check::Statement& statement, const std::string& place,
                                const std::vector<check::Params>& base,
                                const std::vector<Setting>& settings) {
  std::vector<check::Params> points = base.empty() ? std::vector<check::Params>(1) : base;
  for (const Setting& setting : settings) {
    require_in_range(statement, place, setting);
    for (check::Params& point : points) point[setting.name] = setting.lo;
  }
  points = without_repeats(points);
  for (const check::Parameter& parameter : statement.parameters) {
    if (points.front().contains(parameter.name)) continue;
    throw InputError("parameter-missing", place, "no value of " + parameter.name,
                     "--set " + parameter.name + "=VALUE, " + parameter.meaning);
  }
  for (const Setting& setting : settings) {
    // In range, so both ends lie within what the statement allows; the difference may still wrap.
    const auto steps =
        static_cast<std::uint64_t>(setting.hi) - static_cast<std::uint64_t>(setting.lo);
    const std::uint64_t room = static_cast<std::uint64_t>(most_points) / points.size();
    if (steps >= std::max<std::uint64_t>(room, 1)) {
      throw InputError("set-grid", place + ", --set " + setting.name,
                       std::to_string(setting.lo) + ".." + std::to_string(setting.hi) + " at " +
                           std::to_string(points.size()) + " points",
                       "at most " + std::to_string(most_points) + " parameter points in all");
    }
    points = with_values(points, setting);
  }
  return points;
}

check::Params point(const check::Statement& statement, const std::string& place,
                    const std::vector<check::Params>& base, const std::vector<Setting>& settings) {
  for (const Setting& setting : settings) {
    if (setting.lo == setting.hi) continue;
    throw InputError("set-range", place + ", --set " + setting.name,
                     std::to_string(setting.lo) + ".." + std::to_string(setting.hi), "one value");
  }
  const std::vector<check::Params> first(base.begin(), base.begin() + (base.empty() ? 0 : 1));
  return grid(statement, place, first, settings).front();
}

}  // namespace attest::cli
