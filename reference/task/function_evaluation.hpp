// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task function evaluation: a function is written as tokens, then an argument; the answer is its
/// value.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// How a function f is written. In each form the argument is asked for by one more token at the
/// end; a number is 0, 1, ...
enum class TableForm {
  pairs,       ///< fields key, value, is_query: a token (i, f(i), 0) for each i, in any order
  places,      ///< fields number, is_query: token i is (f(i), 0)
  neighbours,  ///< fields number, role: tokens i (role 0) and f(i) (role 1) one after the other
  links,       ///< fields number, role, link: i and f(i) stand anywhere, with the same link
};

/// f(argument), one entry; -1 where the argument is no key, or stands twice, or the tokens are not
/// of the form. Cases: the tokens of a form, and (argument, 0, 1), (argument, 1), (argument, 2) or
/// (argument, 2, 0).
[[nodiscard]] Task function_evaluation(TableForm form);

/// The value at the place of the key 0. Cases: [2n x 1], the keys of the places 0, .., n-1, then
/// their values. \pre n keys and n values
[[nodiscard]] Task placed_value(int n);

}  // namespace attest::task
