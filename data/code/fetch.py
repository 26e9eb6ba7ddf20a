"""An endpoint that passes on another's answer."""

import asyncio
import logging
import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, HTTPException

# Missing ones end the program at its start, where
# somebody is looking.
UPSTREAM = os.environ["UPSTREAM_URL"]
TIMEOUT_S = float(os.environ["UPSTREAM_TIMEOUT_S"])

log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    # One client for all requests, so that
    # connections are used again.
    async with httpx.AsyncClient(timeout=None) as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/shipments")
async def shipments():
    try:
        # For all of it: the client's own limits
        # hold for each read.
        async with asyncio.timeout(TIMEOUT_S):
            answer = await app.state.client.get(UPSTREAM)
        answer.raise_for_status()
        return answer.json()
    except (httpx.HTTPError, TimeoutError, ValueError) as error:
        # The cause is for our log, not for whoever
        # asked.
        log.exception("upstream failed")
        raise HTTPException(502, "upstream failed") from error
