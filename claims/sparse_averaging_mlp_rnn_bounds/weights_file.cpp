// SPDX-License-Identifier: Apache-2.0
/// \file
/// CSV, and the .npy format of NumPy: a magic, a header that is a Python dictionary, raw numbers.
#include "claims/sparse_averaging_mlp_rnn_bounds/weights_file.hpp"

#include <cstdint>
#include <optional>

#include "reference/derive/rows_file.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

constexpr std::string_view npy_magic = "\x93NUMPY";
constexpr std::size_t npy_preamble = 10;  // magic, version, length of the header

/// Little-endian bytes.
std::uint64_t word_at(std::string_view text, std::size_t at, std::size_t bytes) {
  std::uint64_t word = 0;
  for (std::size_t b = bytes; b-- > 0;) {
    word = word << 8 | static_cast<unsigned char>(text[at + b]);
  }
  return word;
}

/// An IEEE number of these widths, exactly; nothing for an infinity or no number.
std::optional<Rational> binary_value(std::uint64_t word, int exponent_bits, int fraction_bits) {
  const std::uint64_t fraction = word & ((std::uint64_t{1} << fraction_bits) - 1);
  const std::uint64_t top = (std::uint64_t{1} << exponent_bits) - 1;
  const std::uint64_t exponent = word >> fraction_bits & top;
  if (exponent == top) return std::nullopt;
  const bool is_negative = (word >> (exponent_bits + fraction_bits) & 1) != 0;
  const std::uint64_t leading = exponent == 0 ? 0 : std::uint64_t{1} << fraction_bits;
  const auto bias = static_cast<int>(top >> 1);
  const int power = static_cast<int>(exponent == 0 ? 1 : exponent) - bias - fraction_bits;
  Rational value(Integer(leading | fraction));
  if (power >= 0) value *= power_of_two(static_cast<unsigned>(power));
  if (power < 0) value /= power_of_two(static_cast<unsigned>(-power));
  return is_negative ? -value : value;
}

/// The text of a field of the header, up to the next comma outside brackets or the end.
std::string_view field_of(std::string_view header, std::string_view name) {
  const std::size_t at = header.find(name);
  if (at == std::string_view::npos) return {};
  std::string_view rest = header.substr(at + name.size());
  rest.remove_prefix(std::min(rest.find_first_not_of("': "), rest.size()));
  const bool is_tuple = !rest.empty() && rest[0] == '(';
  return rest.substr(0, rest.find(is_tuple ? ')' : ','));
}

/// The next number of a shape; 0 where there is none.
int next_count(std::string_view& shape) {
  constexpr std::int64_t most = 1'000'000;
  shape.remove_prefix(std::min(shape.find_first_of("0123456789"), shape.size()));
  std::int64_t count = 0;
  while (!shape.empty() && shape[0] >= '0' && shape[0] <= '9') {
    count = std::min(most, 10 * count + (shape[0] - '0'));
    shape.remove_prefix(1);
  }
  return static_cast<int>(count);
}

void require_shape(const std::string& place, int rows, int columns) {
  if (rows > most_rows) {
    throw InputError("rows-count", place, std::to_string(rows) + " rows",
                     "at most " + std::to_string(most_rows));
  }
  if (columns > most_columns) {
    throw InputError("rows-length", place, std::to_string(columns) + " columns",
                     "at most " + std::to_string(most_columns));
  }
}

Matrix parse_npy(std::string_view text, const std::string& place) {
  const std::size_t length = text.size() < npy_preamble ? 0 : word_at(text, 8, 2);
  if (text.size() < npy_preamble + length || length == 0 || text[6] != 1) {
    throw InputError("npy-header", place, "no header of version 1",
                     "a .npy file of version 1.0, as numpy.save writes it");
  }
  const std::string_view header = text.substr(npy_preamble, length);
  const std::string_view type = field_of(header, "'descr'").substr(0, 3);
  const bool is_float = type == "<f4" || type == "<f8";
  if (!is_float && type != "<i4" && type != "<i8") {
    throw InputError("npy-type", place + ": descr", "another type of numbers",
                     "<f4, <f8, <i4 or <i8");
  }
  std::string_view shape = field_of(header, "'shape'");
  const int rows = next_count(shape);
  const int columns = next_count(shape);
  const bool is_matrix = rows > 0 && columns > 0 && next_count(shape) == 0;
  if (!is_matrix || field_of(header, "'fortran_order'") != "False") {
    throw InputError("npy-shape", place + ": shape", "no matrix in C order",
                     "two dimensions, fortran_order False");
  }
  require_shape(place, rows, columns);
  const std::size_t bytes = type[2] == '4' ? 4 : 8;
  const auto entries = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
  if (text.size() != npy_preamble + length + entries * bytes) {
    throw InputError("npy-size", place, std::to_string(text.size()) + " bytes",
                     std::to_string(npy_preamble + length + entries * bytes) + " bytes");
  }
  Matrix weights(rows, columns);
  for (std::size_t e = 0; e < entries; ++e) {
    const std::uint64_t word = word_at(text, npy_preamble + length + e * bytes, bytes);
    std::optional<Rational> value =
        bytes == 4 ? binary_value(word, 8, 23) : binary_value(word, 11, 52);
    if (!is_float) {
      value = bytes == 4 ? Rational(static_cast<std::int32_t>(word))
                         : Rational(static_cast<std::int64_t>(word));
    }
    const auto at = static_cast<int>(e);
    if (!value) {
      throw InputError("npy-value",
                       place + ": entry (" + std::to_string(at / columns) + ", " +
                           std::to_string(at % columns) + ")",
                       "an infinity or no number", "a finite number");
    }
    weights(at / columns, at % columns) = *value;
  }
  return weights;
}

}  // namespace

Matrix parse_weights(std::string_view text, const std::string& place) {
  if (text.starts_with(npy_magic)) return parse_npy(text, place);
  const derive::RowItem document = derive::csv_lines(text, place);
  if (document.items.empty()) document.refuse("rows-empty", "no rows", "rows of weights");
  require_shape(place, static_cast<int>(document.items.size()),
                static_cast<int>(document.items[0].items.size()));
  std::vector<std::vector<Rational>> rows;
  for (const derive::RowItem& row : document.items) {
    derive::require_size(row, row.items.size(), document.items[0].items.size(), "weights");
    std::vector<Rational>& weights = rows.emplace_back();
    for (const derive::RowItem& weight : row.items) weights.push_back(weight.value);
  }
  return Matrix(rows);
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
