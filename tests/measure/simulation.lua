-- A typical page's request: what a learner's text does, without whole objects, and one name looked up.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [[{"steps": [{"apply": "]] .. ([[
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: shop
  ports:
  - name: http
    port: 80
    targetPort: 8080
  - name: https
    port: 443
    targetPort: 8443
---
apiVersion: v1
kind: Pod
metadata:
  name: web-0
  labels:
    app: shop
spec:
  containers:
  - name: web
    image: nginx
---
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels:
    app: shop
spec:
  containers:
  - name: web
    image: nginx
]]):gsub("\n", "\\n") .. [["}], "questions": {"dns": [{"from": "default/web-0", "name": "web", "type": "A"}]}}]]

-- An answer that is not 200 makes the figure worthless, so it is counted and told.
failed = 0
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() failed = 0 end
function response(status) if status ~= 200 then failed = failed + 1 end end
function done()
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("failed") end
  print("not answered with 200: " .. all)
end
