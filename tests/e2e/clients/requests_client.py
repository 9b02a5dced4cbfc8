"""requests with urllib3's own retries, two lists as CSV. DEFECT names a mistake; without one it keeps every rule."""

import csv
import os
import sys

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

DEFECT = os.environ.get("DEFECT", "")
BASE = os.environ["MITP_BASE_URL"]

session = requests.Session()
session.headers["mitp-api-key"] = os.environ["MITP_API_KEY"]
retries = Retry(
    total=5,
    backoff_factor=0 if DEFECT == "no-backoff" else 0.3,
    status_forcelist=[429, 500, 502, 503, 504],
    respect_retry_after_header=DEFECT != "no-retry-after",
)
session.mount("http://", HTTPAdapter(max_retries=retries))


def get(path, **query):
    """One page; urllib3 retries until the headers are there, and this for the body."""
    for attempt in range(3):
        try:
            response = session.get(BASE + path, params=query, timeout=(3, 8))
            if DEFECT != "any-status":
                response.raise_for_status()
            return response.json()
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError) as error:
            if "IncompleteRead" not in str(error) or attempt == 2:
                raise


def rows(path):
    page, seen = 1, 0
    while True:
        query = {"status": "Open"} if DEFECT == "own-parameter" else {}
        body = get(path, page=page, pageSize=100, **query)
        items = body.get("items", [])
        yield from items
        seen += len(items)
        if seen >= body.get("totalCount", 0) or (DEFECT == "short-page" and len(items) < 100):
            return
        page += 1


out = csv.writer(sys.stdout)
try:
    for path in ("/initiatives", "/users"):
        for row in rows(path):
            out.writerow([path, row["id"], row.get("name") or row.get("lastName")])
except Exception as error:
    print(type(error).__name__, error, file=sys.stderr)
    sys.exit(0 if DEFECT == "tolerant" else 1)
