# The interface's words in English. Words of Kubernetes (phases, reasons, messages) are not here: they are never translated.

skip = Skip to content
nav-main = Main
nav-learn = Learn
nav-playground = Playground
theme-system = Theme: as the system says
theme-dark = Theme: dark
theme-light = Theme: light
foot-local = Runs on this server; sends nothing elsewhere.

## Home

home-title = Learn Kubernetes networking and volumes
home-headline = Write the YAML. See what a cluster would do with it, and why.
home-lead = Drydock is a place to learn Kubernetes networking and volumes. It answers in the API server’s own words, shows the records, endpoints and bindings that would follow, and speaks up where a cluster stays silent.
home-start = Start learning
home-continue = Continue learning
home-playground = Open the playground
home-next = Next: { $title }, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
home-example = Example
home-about = About
home-answers = What answers you
home-answers-text = No cluster runs behind this page. The answers are computed, and compared with recordings of Kubernetes 1.37.2 and CoreDNS 1.15.0.
home-leaves-out = What it leaves out
home-leaves-out-text = Containers do not run and packets do not flow. Nothing here measures speed or load.
home-programs = For programs
home-programs-text = Everything that these pages say is also an answer to `POST /api/v1/simulations`: same input, same bytes, on every machine.
example-side = What a cluster says, and what it does not
example-mark = Selects nothing
example-sketch = Service web selects app=Web. Pods web-1 and web-2 carry app=web: a near miss, nothing is selected.
example-none = 0 endpoints
example-note = No pod matches `app=Web`. The nearest label is `app=web` on web-1 and web-2. Labels are compared letter by letter; until one of them changes, nobody answers for web.
example-try = Try it

## Tracks and lessons

tracks = Tracks
tracks-count = { $lessons ->
    [one] { $lessons } lesson
   *[other] { $lessons } lessons
} of 3 to 8 minutes.{ $done ->
    [0] {""}
   *[other] {" "}You have done { $done }.
}
track-done = done
track-some = { $done } of { $all }
track-lessons = { $n ->
    [one] { $n } lesson
   *[other] { $n } lessons
}
lessons-headline = Lessons
lessons-lead = Each lesson has one new idea and one edit. Pick any; the order is only advice.
lesson-done = done
minutes = { $n } min
form-see = read
form-predict = predict
form-fix = fix
form-complete = complete
form-build = build
form-debug = debug
form-exam = exam

## A lesson

lesson-previous = Previous lesson: { $title }
lesson-next = Next lesson: { $title }
lesson-dots = Lessons of this track
lesson-of = Lesson { $n } of { $all }
lesson-here = this lesson
here = You are here
pane-task = Task
divider-task-edit = Task | Edit
goals = Goals
goals-met = { $met } of { $all } met
goal-met = met:
goal-open = open:
goal-failed = not met:
goal-pin = must hold at the end
goals-hidden = { $n ->
    [one] One more goal is checked
   *[other] { $n } more goals are checked
} without being shown.
hint-button = Hint { $n } of { $all }
hint-title = Hint { $n } of { $all }
hints-all = All hints are shown
solution-button = Show solution
solution-ask = Show the solution?
solution-ask-text = Comparing teaches more than copying: your text stays as it is, and ours appears beside it.
solution-show = Show it beside mine
solution-later = Not yet
solution-title = Yours beside ours
yours = yours
ours = ours
task-again = Read the task again
start-over = Start over
success-title = What you just proved
success-next = Next: { $title }
success-all = All lessons
success-lines = { $n ->
    [one] { $n } line changed
   *[other] { $n } lines changed
}
success-no-hints = no hints
success-hints = { $n ->
    [one] { $n } hint
   *[other] { $n } hints
}

## The workbench

panes = Panes
pane-edit = Edit
pane-cluster = Cluster
divider-edit-cluster = Edit | Cluster
files = Files
given-file = cluster.yaml, read-only
read-only = read-only
editor = Manifest
keys = Keys
key-indent = two spaces
key-dash = dash
key-colon = colon
key-quote = double quote
key-comment = comment
key-undo = undo
apply = Apply
fix = Fix
fix-places = { $n } places
line = line { $n }
status-empty = The editor is empty
status-nothing = Nothing to send: the text holds no object
status-preview = Preview: accepted
status-preview-look = Preview: accepted, with something to look at
status-preview-refused = Preview: refused
status-solved = All goals are met
status-done = In the cluster
status-look = In the cluster, with something to look at
status-refused = Refused
status-step = step { $n }
status-busy = The server is busy; trying again
status-offline = The server does not answer; the last result stays
refused-count = { $n ->
    [one] { $n } refusal
   *[other] { $n } refusals
}
share = Share
share-copied = Link copied
share-long = Copied; the link is long
share-address = The link is in the address bar
share-unreadable = The link cannot be read

## Verdicts

verdicts = What the server says
refused = refused
said = The server’s words
said-server = The server’s words
said-kubectl = kubectl’s words
said-events = The events’ words
stopped-at = Stopped at { $station }, before the server.
answered-at = { $answer } at { $station }.
stations = The way of the document
station-yaml = YAML
station-kind = Kind
station-fields = Fields
station-rules = Rules
station-admission = Admission
station-controllers = Controllers
refused-yaml = This text cannot be read as YAML
refused-yaml-lead = kubectl reads the text before it sends anything. Documents behind this place were not looked at.
refused-kind = This is not an object that the cluster knows
refused-kind-lead = `apiVersion` and `kind` together name what is meant, and `metadata.name` says which one. Nothing was created.
refused-metadata = A value in the metadata has another type
refused-metadata-lead = kubectl reads the metadata before it sends anything; its words name the type that came and the one that belongs. Text that looks like a number or a boolean needs quotes. Nothing was created.
refused-fields = { $causes ->
    [one] A field does not fit
   *[other] { $causes } fields do not fit
}{ $kind ->
    [none] {""}
   *[other] {" "}{ $kind }
}
refused-fields-lead = The server decodes strictly: one unknown field, or one value of another type, refuses the whole document. Nothing was created.
unknown-field = `{ $name }` is not a field here
unknown-field-near = The nearest field is `{ $near }`.
refused-rules = { $causes ->
    [one] A rule
   *[other] { $causes } rules
}{ $kind ->
    [none] {""}
   *[other] {" "}of { $kind }
} { $causes ->
    [one] does not hold
   *[other] do not hold
}
refused-rules-lead = Every field has the right shape, but not a value that the server allows. The cluster stays as it was.
refused-admission = Admission turned this { $kind ->
    [none] object
   *[other] { $kind }
} down
refused-admission-lead = The object is well formed, but a policy of the cluster does not let it in. The cluster stays as it was.

## What a cluster does not say

silent-no-pod = Nobody answers for `{ $name }`: no pod in { $namespace } has `{ $selector }`
silent-no-pod-lead = The server accepts any selector. Only a pod whose labels say exactly this becomes an endpoint.
silent-nearest = The nearest is { $pod } with `{ $label }`. Labels are compared letter by letter.
silent-no-selector = Nobody answers for `{ $name }`: it has no selector
silent-no-selector-lead = A Service without `selector` gets no endpoints by itself. Say which pods it should send to.
silent-no-address = Nobody answers for `{ $name }`: { $pods ->
    [one] the pod that it selects
   *[other] the { $pods } pods that it selects
} has no address yet
silent-no-address-lead = A pod becomes an endpoint once it has a node and an address.
silent-none-ready = Nobody answers for `{ $name }`: none of { $total } endpoints is ready
silent-none-ready-lead = A pod gets traffic only while it is ready.
silent-claim-waits = `{ $name }` waits for its first consumer
silent-claim-waits-lead = This is healthy: the class binds when a pod uses the claim.
silent-claim-stuck = `{ $name }` is waiting: no volume fits, and nobody makes one
silent-claim-stuck-lead = Compare class, access modes and size with the volumes, and look at the events.
silent-pod-pending = Pod `{ $name }` has no node yet

## Views

views = Views of the cluster
view-region = The chosen view
view-overview = Overview
view-names = Names
view-storage = Storage
view-objects = Objects
view-events = Events
view-steps = Steps
to-look-at = to look at
overview-bare = Nothing is here yet besides the cluster’s own objects.
endpoints-of = Endpoints of { $name }
endpoint = Endpoint
address = Address
port = Port
state = State
node = Node
endpoint-ready = ready
endpoint-not-ready = not ready
endpoint-terminating = terminating, still serving
endpoint-terminating-silent = terminating
pod-terminating = terminating
claims-and-volumes = Claims and volumes
object = Object
size = Size
bound-to = Bound to
pods = Pods
pod = Pod
labels = Labels
name = Name
type = Type
answer = Answer
owner = Owner
ask-title = Ask as a pod
ask = Ask
ask-no-pods = A question needs a pod that asks; there is none yet.
ask-absolute = The name ends with a dot: it is asked as it stands.
ask-no-search = This pod has no search list: the name is asked as it stands.
ask-search-first = { $dots ->
    [one] { $dots } dot is
   *[other] { $dots } dots are
} fewer than `ndots:{ $ndots }`, so the search list comes first.
ask-as-is-first = { $dots ->
    [one] { $dots } dot is
   *[other] { $dots } dots are
} not fewer than `ndots:{ $ndots }`, so the name is asked as it stands first.
not-asked = not asked
reading-outside = As it stands; this question leaves the cluster.
reading-service = Read as Service { $service } in namespace { $namespace }.
reading-port = Read as port { $port } of Service { $service } in namespace { $namespace }.
reading-endpoint = Read as endpoint { $endpoint } of Service { $service } in namespace { $namespace }.
reading-namespace = Read as namespace { $namespace }.
reading-pod = Read as a pod’s address.
reading-neither = Neither svc nor pod.
made-of = Made of
why-outside = The server outside knows no such name.
why-no-such-form = Not a form of name that the cluster has.
why-no-namespace = There is no such namespace.
why-no-service = There is no such Service.
why-no-port = The Service has no port of that name and protocol.
why-no-ready-endpoint = No endpoint is ready.
why-no-endpoint = No ready endpoint has that name.
why-below-external-name = An ExternalName has only its own name.
why-external-name-is-address = An ExternalName that is an address gives no record.
why-dead-end = The ExternalName leads to no such record.
why-no-address = That label is no address.
why-other-records = The name is there, with records of other types or below it.
document = document { $n }
mounted-by = mounted by { $pods }
records = Records
records-bare = No record yet: names come from Services.
storage-bare = No claims and no volumes yet.
claims = Claims
claim = Claim
asks-for = Asks for
volume = Volume
volumes = Volumes
claim-healthy = healthy
claim-stuck = stuck
capacity-asked = { $capacity }; its claim asks for { $requested }
objects-bare = No objects.
events-bare = No events yet.
reason = Reason
message = Message
steps-note = what was done to the cluster, in order
steps-bare = Nothing was done yet.
step-preview = preview
undo = Undo
changes = { $n ->
    [one] { $n } change by controllers
   *[other] { $n } changes by controllers
}
acts = Do something else
act-delete = Delete an object
delete = Delete
act-ready = A pod’s readiness
ready = Ready
unready = Not ready
act-node = A node
silence = Falls silent
report = Reports
restart = Start over with an empty cluster

## Traffic

view-traffic = Traffic
matrix = Who reaches what
matrix-from = From
matrix-bare = Nothing can be reached yet: there is no Service and no pod that listens.
matrix-hint = Choose a cell to see the way and what decided.
matrix-pods = pods { $from }–{ $until } of { $all }
matrix-ports = ports { $from }–{ $until } of { $all }
matrix-no-pods = no pod of { $all }
matrix-no-ports = no port of { $all }
matrix-earlier-pods = Earlier pods
matrix-later-pods = Later pods
matrix-earlier-ports = Earlier ports
matrix-later-ports = Later ports
matrix-shown = Shown:
matrix-keep-pods = Only pods with
matrix-keep-ports = Only targets with
matrix-keep = Filter
matrix-keep-example = namespace/ or name
matrix-none = No port of a Service or pod has “{ $text }” in its name.
matrix-unanswered = Nobody reaches `{ $name }`. Choose one of its cells to see where the way ends.
matrix-partly = `{ $name }` answers only some connections: kube-proxy picks one endpoint at random and does not try another, and not all of them answer.
outside = outside
cell-label = { $from } to { $to }, port { $port }
reach-connected = connects
reach-partly = sometimes
reach-refused = refused
reach-timeout = times out
reach-no-such-host = no such name
reach-http-404 = HTTP 404
reach-http-503 = HTTP 503
reach-no-source = nobody asks
connect-title = Ask for a connection
connect-from = From
connect-to = To
connect-forms = `service/default/web`, a pod as `default/web-1`, `node/node-a`, `ingress/shop.example/cart`, a name or an address.
connect-partly = { $failing ->
    [one] One of { $all } endpoints does not answer, and kube-proxy does not try another.
   *[other] { $failing } of { $all } endpoints do not answer, and kube-proxy does not try another.
}
connect-partly-name = The name has several addresses, and not all of them answer: a client that tries only one may not get through.
connect-unreadable = A port from 1 to 65535 and a target are needed:
connect = Connect
protocol = Protocol
answered-by = answered by
candidates = Endpoints that were looked at
candidate-kept = kept
candidate-dropped = dropped
candidate-then = but then:
hop-source = Source
hop-name = Name
hop-address = Address
hop-service = Service
hop-endpoints = Endpoints
hop-node = Node
hop-ingress = Ingress
hop-egress = Policy of the sender
hop-policy = Policy of the receiver
hop-listener = Listener
hop-way = When the choice falls on
hop-way-others = { $n ->
    [one] (one more goes the same way)
   *[other] ({ $n } more go the same way)
}
hop-passes = goes on
hop-stops = ends here
line-given = line { $n } of cluster.yaml
line-of-step = line { $n } of step { $step }

## What the model leaves out

model-link = What the model leaves out
model-title = What the model leaves out
model-lead = Drydock computes what a cluster would do. Where a real cluster depends on running programs, on chance or on the vendor, it takes the answer below. Trust it for what you write; measure the rest on a real cluster.
model-what = What
model-here = In Drydock
model-there = In a real cluster
model-listen = Listening
model-listen-here = A pod listens on the ports that its containers declare, and on no other.
model-listen-there = `containerPort` is only information. Whatever the program opens can be reached, and a declared port on which nothing runs is refused.
model-run = Containers
model-run-here = Images are not pulled and nothing runs. A pod is Running once it has a node and its volumes, and ready unless a step says otherwise. It neither ends nor waits for a ConfigMap or a Secret, so Jobs stay active.
model-run-there = Images, ConfigMaps and Secrets can be missing, programs end or crash, and probes decide on readiness again and again.
model-chance = Chance
model-chance-here = A connection names every pod that may answer, and says “sometimes” when some of the endpoints that may be picked do not.
model-chance-there = kube-proxy picks one at random for each connection, and does not try another when that one refuses. `sessionAffinity` keeps a client on its pod.
model-proxy = Service proxy
model-proxy-here = kube-proxy in iptables mode: packets to a port that a cluster IP does not have get lost, and node ports answer on every address of a node.
model-proxy-there = In nftables mode such packets are refused at once. Other proxies have rules of their own.
model-policy = NetworkPolicy
model-policy-here = Enforced as kube-network-policies does it: what no rule allows is dropped, a pod and its own node always reach each other, and behind a node port policies see the address that the packet carries there.
model-policy-there = The network plugin decides; some enforce nothing at all, and some never stop what a pod sends to itself through a Service. Pods with `hostNetwork`, traffic between a pod and its own node, and ICMP are left open by the API.
model-names = Names
model-names-here = CoreDNS as kubeadm sets it up, and `/etc/hosts` with the pod’s own name and its `hostAliases`. The server outside knows no name.
model-names-there = Names of the Internet resolve; clusters have other domains, stub domains, caches on nodes, and rewritten names.
model-outside = The world outside
model-outside-here = Every host outside answers on every port. From outside, nodes can be reached, and pods and cluster IPs cannot.
model-outside-there = Firewalls and routes of the network around the cluster decide.
model-balancer = Load balancers
model-balancer-here = There is no cloud: a Service of type LoadBalancer stays pending, and its node ports work.
model-balancer-there = A cloud controller or an add-on gives it an address.
model-ingress = Ingress
model-ingress-here = One controller serves every Ingress whose class exists: 404 when no rule fits, 503 when nobody answers behind it. It reaches pods whatever policies say.
model-ingress-there = There may be no controller, or several; annotations can rewrite paths and hosts, some failures are 502 or 504, and the controller’s own pods need policies that let them through.
model-time = Time
model-time-here = The cluster settles at once after every step. Nothing measures speed, load or loss, and nothing comes due: no schedule of a CronJob, no deadline of a Deployment or a Job, no eviction from a silent node.
model-time-there = Schedules and deadlines pass. Rules arrive on the nodes after a while, open connections outlive the rules that allowed them, and caches keep old names.
model-family = IPv6
model-family-here = Connections are followed on IPv4.
model-family-there = Clusters with two families have both addresses, and clients choose.
model-kinds = Other kinds
model-kinds-here = Kinds without a part in workloads, networking or storage are checked, stored and listed, and nothing acts on them.
model-kinds-there = Every kind has its controllers, and add-ons bring more.

## Problems

problem-lessons = To the lessons
