// SPDX-License-Identifier: Apache-2.0
/// \file
/// Containers of numbers and names that are compiled once instead of in every unit.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reference/number/integer.hpp"
#include "reference/number/rational.hpp"

extern template class std::vector<int>;
extern template class std::vector<std::int64_t>;
extern template class std::vector<std::string>;
extern template class std::vector<std::pair<int, int>>;
extern template class std::vector<std::pair<std::int64_t, std::int64_t>>;
extern template class std::vector<attest::Integer>;
extern template class std::vector<attest::Rational>;
extern template class std::map<std::string, std::int64_t>;
extern template class std::map<std::string, std::string>;
extern template class std::vector<std::vector<attest::Integer>>;
extern template class std::vector<std::vector<attest::Rational>>;
