"""Secrets are found in free text, and what only speaks of them is left alone."""

from __future__ import annotations

import pytest

from docgen.judge.secrets import secret_in, secrets_in

# None of these opens anything: words of our own, and the sample values of the services' manuals.
SECRETS = (
    "password: Winter2027!",
    "Password is hunter2",
    "The password was Winter2027!",
    "Password for the firewall is Winter2027!",
    "password Winter2027!",
    "pw: Abc123!x",
    "Pwd=changeme",
    "pass: Winter27!",
    "user=admin password='x9!kkk'",
    "Passwort: Winter2027",
    "mot de passe : Hiver2027!",
    "admin / P@ssw0rd99",
    "passphrase: correct-horse-7",
    "api key: 9f8a7b6c5d4e3f2a1b0c",
    "apikey=AbCdEf0123456789",
    "client secret: 8Q~abcDEF1234567890",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AKIA" + "IOSFODNN7EXAMPLE",
    "AIza" + "SyA-0123456789abcdefghijklmnopqrstu",
    "token=8d7f6a5b4c3d2e1f",
    "Bearer 0123456789abcdef0123456789abcdef",
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
    "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345",
    "github_pat_" + "11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
    "glpat-" + "abcdefghijklmnopqrst",
    "xoxb-" + "123456789012-abcdefghijkl",
    "npm_" + "abcdefghijklmnopqrstuvwxyz0123456789",
    "sk_live_" + "0123456789abcdefghijklmn",
    "SG." + "abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----",
    "postgres://svc:pa55word@db.example/x",
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXX",
    "AccountName=x;AccountKey=abc0123456789DEF==;",
    "https://store.example/x?sv=2022-11-02&sig=abcDEF0123456789%2Babc%3D",
    "wifi key: GuestNet2027",
    "PSK=GuestNet2027",
    "pre-shared key: 'Xy7!kLm'",
    "otp secret JBSWY3DPEHPK3PXP",
    "recovery code: 483920-192837",
    "alarm code 4471#",
    "PIN: 4471",
)

HARMLESS = (
    "Password policy is weak",
    "password: ask Ben",
    "Nobody knows the password: ask Ben",
    "The password is unknown",
    "passwords: 12 characters or more",
    "Password: 12+ characters, 1 digit",
    "password is 14 characters",
    "password: expires after 90 days",
    "Password is rotated every 90 days",
    "Password reset at https://help.example/reset?id=12345",
    "Password reset by mail to dana.wills2@hwp.example",
    "passphrase: at least 20 characters",
    "Sign-in by passkey",
    "Pass 12 of 12",
    "pass: 9 of 9",
    "Secret is 1Password",
    "Firewall password in vault://clients/tvs/fw01",
    "secret: vault://clients/x",
    "API key kept in vault://clients/hwp/api",
    "api key is rotated yearly",
    "client secret expires 2028-01-01",
    "SCIM token in the vault",
    "token lifetime: 60 minutes",
    "MFA token: app, number match",
    "Access token: expires after 1 h",
    "Secrets: HashiCorp Vault 1.15",
    "password manager: 1Password",
    "https://user@example.com/path",
    "ssh://git@example.com:22/x",
    "Admin: Microsoft 365 and Windows 11",
    "Token ring, 16 Mbps",
    "Area code 03, post code 3008",
    "The Geelong alarm code by phone only",
    "PIN of 4 to 8 digits",
    "access code 2027-03-16T06:00",
    "Short codes of services: S1, S2",
)


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_found(text: str) -> None:
    assert secret_in(text)


def test_all_are_found_among_many_texts_at_their_own_paths() -> None:
    mixed = [text for pair in zip(SECRETS, (*HARMLESS, *HARMLESS), strict=False) for text in pair]
    found = [path for path, _ in secrets_in([(str(at), text) for at, text in enumerate(mixed)])]
    assert found == [str(at) for at, text in enumerate(mixed) if text in SECRETS]


def test_letters_that_grow_when_folded_do_not_move_what_is_found() -> None:
    texts = [("a", "Straße İ " * 50), ("b", "password: Winter2027!"), ("c", "Straße")]
    assert list(secrets_in(texts)) == [("b", "a password")]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_text_about_secrets_is_none(text: str) -> None:
    assert secret_in(text) == ""


def test_what_is_known_to_be_missed_and_to_be_taken_wrongly() -> None:
    assert secret_in("login admin:Summer2027") == ""  # a bare value: only its writer knows what it is
    assert secret_in("password: KB-2204") == "a password"  # the number of an article
