"""Django's settings, from the environment, with safe defaults (see `docs/how-to/settings.md`)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tegenwaarde.config.databases import database
from tegenwaarde.config.environment import flag, read_environment
from tegenwaarde.config.identity import identity_origins, identity_providers
from tegenwaarde.config.logs import logging_settings

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = Path(os.environ.get("TEGENWAARDE_ROOT", PACKAGE.parents[1]))
VAR = Path(os.environ.get("TEGENWAARDE_VAR", ROOT / "var"))

ENVIRONMENT = read_environment(os.environ, var=VAR)

# what the house keeps secret
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
FACT_KEYS = ENVIRONMENT.fact_keys
REFERENCE_KEYS = ENVIRONMENT.reference_keys
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
SITE_ADDRESS = ENVIRONMENT.site_address
DEMO = ENVIRONMENT.demo
TODAY = ENVIRONMENT.today

# rooms
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "tegenwaarde.records",
    "tegenwaarde.faces.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "tegenwaarde.config.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tegenwaarde.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tegenwaarde.config.middleware.today_and_ports",
    "tegenwaarde.config.read_only.LookingChangesNothingMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tegenwaarde.config.urls"
WSGI_APPLICATION = "tegenwaarde.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.static",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tegenwaarde.faces.web.context.shell",
            ],
        },
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# data
DATABASES = {"default": database(ENVIRONMENT.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.User"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000  # an import of notices takes 1,000, and says so at its field where there are more
LATER_AT_ONCE = False  # work after the answer runs in a thread

# language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "faces" / "web" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# assets: tools/assets.py lays NL Design System under build/assets/nlds/ and the letter under build/assets/fonts/
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [folder for folder in (ROOT / "build" / "assets",) if folder.is_dir()]
WHITENOISE_USE_FINDERS = not ENVIRONMENT.production
if not ENVIRONMENT.production:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
_ASSETS = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if ENVIRONMENT.production
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _ASSETS},
}
MEDIA_ROOT = VAR / "files"

# files of evidence: encrypted, outside everything that is served; what is sent never touches the disk unencrypted
FILES_ROOT = Path(os.environ.get("TEGENWAARDE_FILES") or VAR / "evidence")
FILE_UPLOAD_HANDLERS = ["tegenwaarde.faces.web.uploads.InMemoryOnly"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 * 1024 * 1024

# signing in (accounts come by invitation only)
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tegenwaarde.config.sign_in.ByInvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is accepted from the mailbox it was sent to
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Tegenwaarde: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.production else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Tegenwaarde"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.production
SOCIALACCOUNT_ADAPTER = "tegenwaarde.config.sign_in.KnownPeopleOnly"
SOCIALACCOUNT_PROVIDERS = identity_providers(os.environ)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# what the browser may do
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *identity_origins(os.environ)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENVIRONMENT.production and not flag(os.environ, "TEGENWAARDE_PLAIN_HTTP")
SECURE_REDIRECT_EXEMPT = [r"^health/?$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag(os.environ, "TEGENWAARDE_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = ENVIRONMENT.production
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = ENVIRONMENT.production
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.production
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.site_address]

# mail (a demo keeps it, and shows it on a page)
EMAIL_BACKEND = {
    "production": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "tegenwaarde.config.demo_mail.KeptToBeShown",
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[ENVIRONMENT.kind]
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag(os.environ, "EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "tegenwaarde@example.nl")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = logging_settings("INFO" if ENVIRONMENT.production else "WARNING")

if ENVIRONMENT.kind == "test":
    LATER_AT_ONCE = True
    FILES_ROOT = VAR / "test" / "evidence"
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ACCOUNT_RATE_LIMITS = False
    DATABASES["default"]["OPTIONS"].pop("pool", None)
