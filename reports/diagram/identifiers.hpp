// SPDX-License-Identifier: Apache-2.0
/// \file
/// Identifiers of a graph's parts in the order in which they are made. cgraph's own are the
/// addresses of their names, and it lists clusters by identifier: a picture would differ from run
/// to run.
#pragma once

struct Agdisc_s;

namespace attest::diagram {

/// The disciplines with which a graph is opened. They are the same for every graph.
[[nodiscard]] Agdisc_s* disciplines();

}  // namespace attest::diagram
