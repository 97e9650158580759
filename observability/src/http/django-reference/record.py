"""Prints what a Django application with django-prometheus exposes after the requests of requests.json.

exposition.prom is its output. To record it again: apt-get install python3-django-prometheus
    python3 record.py > exposition.prom
"""

import importlib.metadata
import json
import logging
import os
import pathlib

os.environ["PROMETHEUS_DISABLE_CREATED_SERIES"] = "true"

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    CACHES={"default": {"BACKEND": "django_prometheus.cache.backends.locmem.LocMemCache"}},
    DATABASES={
        "default": {"ENGINE": "django_prometheus.db.backends.sqlite3", "NAME": ":memory:"},
        "gone": {"ENGINE": "django_prometheus.db.backends.sqlite3", "NAME": "/no/such/folder/db"},
    },
    INSTALLED_APPS=["django_prometheus"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=[
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        f"{__name__}.forbid",
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ],
    PROMETHEUS_EXPORT_MIGRATIONS=False,
    ROOT_URLCONF=__name__,
    SECRET_KEY="sample",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"page": "page"})]},
        }
    ],
)
django.setup()

from django.core.cache import cache
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path
from django_prometheus.migrations import ExportMigrationsForDatabase
from django_prometheus.models import ExportModelOperationsMixin
from prometheus_client import generate_latest


def forbid(answer):
    """A middleware that answers by itself where it is asked to."""
    return lambda request: HttpResponse("forbidden", status=403) if "x-forbid" in request.headers else answer(request)


def fail(request):
    raise ValueError("made to fail")


def handler404(request, exception):
    return HttpResponse("not found", status=404)


def handler500(request):
    return HttpResponse("failed", status=500)


urlpatterns = [
    path("plain", lambda request: HttpResponse("plain"), name="plain"),
    path("fail", fail, name="fail"),
    path("page", lambda request: TemplateResponse(request, "page", {}), name="page"),
    path("stream", lambda request: StreamingHttpResponse(["a", "b"]), name="stream"),
]


def send(client, sent):
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent.get("headers", {}).items()}
    client.generic(sent.get("method", "GET"), sent["path"], sent.get("body", ""), "application/json", **headers)


def use_the_stores():
    ExportModelOperationsMixin("sample")
    ExportMigrationsForDatabase("default", MigrationExecutor(connection))
    for key in ["missed", "found"]:
        cache.get(key)
        cache.set("found", 1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE sample (id integer)")
        cursor.executemany("INSERT INTO sample VALUES (%s)", [(1,), (2,)])
    for using, statement in [("default", "SELECT nothing"), ("gone", "SELECT 1")]:
        try:
            connections[using].cursor().execute(statement)
        except django.db.Error:
            pass


logging.disable()
client = Client(raise_request_exception=False)
for sent in json.loads(pathlib.Path(__file__).with_name("requests.json").read_text()):
    send(client, sent)
use_the_stores()

packages = ["Django", "django-prometheus", "prometheus-client"]
print("# Recorded by record.py:", ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages))
for line in generate_latest().decode().splitlines():
    if line.removeprefix("# HELP ").removeprefix("# TYPE ").startswith("django_"):
        print(line)
