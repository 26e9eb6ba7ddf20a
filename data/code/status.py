"""One endpoint: whether the service is up."""

from fastapi import FastAPI
from pydantic import BaseModel


# Checked on the way out, and the schema in the
# API's description.
class Status(BaseModel):
    service: str
    status: str


app = FastAPI()


@app.get("/status")
async def status() -> Status:
    return Status(service="fleet-tracker", status="ok")
