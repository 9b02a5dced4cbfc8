"""A client of the myITprocess API with nothing but Python's standard library: prints all reviews as JSON.

DEFECT names a mistake that it makes on purpose; without one it keeps every client rule.
"""

import base64
import email.utils
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ["MITP_BASE_URL"]
KEY = os.environ["MITP_API_KEY"]
DEFECT = os.environ.get("DEFECT", "")

ATTEMPTS = 5
TIMEOUT = 10


def wait_of(headers):
    """Seconds that the server wants to be left alone."""
    text = headers.get("Retry-After")
    if text is None or DEFECT == "ignores-retry-after":
        return 0.2 if DEFECT == "ignores-retry-after" else 1
    if text.isdigit():
        return int(text)
    if DEFECT == "ignores-retry-after-date":
        return 0.2
    return max(0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())


def send(path, query):
    url = f"{BASE}{path}?{urllib.parse.urlencode(query)}"
    headers = {"mitp-api-key": KEY, "Accept": "application/json"}
    if DEFECT == "key-in-authorization":
        headers = {"Authorization": f"Bearer {KEY}", "mitp-api-key": KEY}
    if DEFECT == "key-in-basic":
        headers["Authorization"] = "Basic " + base64.b64encode(f"api:{KEY}".encode()).decode()
    if DEFECT == "prints-headers":
        print(f"GET {url} {headers}", file=sys.stderr)
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=None if DEFECT == "no-timeout" else TIMEOUT) as response:
        try:
            body = response.read()
        except http.client.IncompleteRead:
            if DEFECT == "ignores-cut-off":
                return {"items": [], "totalCount": 0}
            raise
    if DEFECT == "decodes-as-latin-1":
        return json.loads(body.decode("latin-1"))
    return json.loads(body)


def get(path, query):
    """One page; what failed on the way is sent again, what was rejected is not."""
    pause = 0.25
    attempts = {"retries-forever": 1000, "retries-ten-times": 10}.get(DEFECT, ATTEMPTS)
    for attempt in range(attempts):
        last = attempt == attempts - 1
        try:
            return send(path, query)
        except urllib.error.HTTPError as error:
            if error.code == 429 and not last and DEFECT != "gives-up-silently":
                time.sleep(wait_of(error.headers))
                continue
            if error.code == 401 and DEFECT == "retries-401":
                time.sleep(0.1)
                continue
            if error.code in (400, 404) and DEFECT == "retries-400":
                time.sleep(0.1)
                continue
            if error.code < 500 or last:
                raise
        except (urllib.error.URLError, http.client.HTTPException, OSError):
            if last:
                raise
        except ValueError:
            if DEFECT == "html-is-empty":
                return {"items": [], "totalCount": 0}
            raise
        if DEFECT == "storm":
            continue
        time.sleep(pause)
        pause *= 2
    raise ConnectionError("no response")


def pages():
    rows, page = [], 1
    while True:
        query = {"page": page, "pageSize": 100}
        if DEFECT == "page-zero":
            query["page"] = page - 1
        if DEFECT == "small-pages":
            query["pageSize"] = 10
        if DEFECT == "unknown-parameter":
            query["filter_field"] = "name"
        if DEFECT == "wrong-letter-case":
            query = {"Page": page, "PageSize": 100}
            if page > 2:
                return rows
        try:
            body = get("/reviews", query)
        except Exception:
            if DEFECT in ("swallows-errors", "gives-up-silently"):
                return rows
            raise
        rows += body["items"]
        if DEFECT == "first-page-only" or not body["items"]:
            return rows
        if DEFECT == "stops-at-short-page" and len(body["items"]) < 100:
            return rows
        if DEFECT != "until-empty" and len(rows) >= body["totalCount"]:
            return rows
        page += 1


def shown(row):
    engineer = row["assignedEngineer"]
    if DEFECT == "crashes-on-null":
        engineer = engineer["fullName"]
    elif engineer is not None:
        engineer = engineer["fullName"]
    date = row["createdDate"]
    if DEFECT == "crashes-on-fraction":
        time.strptime(date, "%Y-%m-%dT%H:%M:%S")
    if DEFECT == "crashes-on-new-field" and len(row) > 8:
        raise ValueError("unexpected field")
    if DEFECT == "crashes-on-new-value" and row["status"] not in ("New", "Complete", "InProgress", "EngineerInProgress", "VcioInProgress", "VCIOInProgress", "Scheduled", "In Progress"):
        raise KeyError(row["status"])
    if DEFECT == "crashes-on-large-id" and row["id"] >= 2**31:
        raise OverflowError(row["id"])
    return {"id": row["id"], "name": row["name"], "engineer": engineer, "created": date, "status": row["status"]}


def main():
    rows = [shown(row) for row in pages()]
    if DEFECT == "crashes-on-empty":
        print(rows[0]["id"], file=sys.stderr)
    if DEFECT == "prints-key":
        print(f"key: {KEY}", file=sys.stderr)
    json.dump(rows, sys.stdout, ensure_ascii=False)


try:
    main()
except Exception as error:
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
    sys.exit(0 if DEFECT == "exits-with-0" else 1)
