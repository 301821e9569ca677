"""Configurations of endpoints from the `config` of the vectors (spec-tests/vectors/README.md)."""

from __future__ import annotations

from typing import Any

import handshake

Json = dict[str, Any]


def server(config: Json) -> handshake.ServerConfig:
    """Returns the configuration of a server; absent members have their defaults."""
    compression = config.get("compression", {})
    return handshake.ServerConfig(
        versions=config.get("versions", [1]),
        origins=config.get("origins", []),
        protocols=config.get("protocols", []),
        compression=_ranges(compression.get("methods", {})),
        exists=config.get("exists", True),
        origin_required=config.get("requireOrigin", False),
        compression_required=compression.get("required", False),
        early_data=config.get("earlyData", False),
        refusal=config.get("refusal", {}).get("status"),
    )


def client(config: Json) -> handshake.ClientConfig:
    """Returns the configuration of a client."""
    return handshake.ClientConfig(
        protocols=config.get("protocols", []),
        compression=_ranges(config.get("offer", {})),
        require_protocol=config.get("requireProtocol", False),
    )


def _ranges(value: Json) -> handshake.Ranges:
    """Returns the range of the parameter of each method, from two-element arrays."""
    return {method: (bounds[0], bounds[1]) for method, bounds in value.items()}
